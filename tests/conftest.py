"""What all tests share: repeatable hypothesis runs, and the real reports where they are at hand."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run, so that a red test is red for everybody. To look for new ones:
# HYPOTHESIS_PROFILE=explore make test
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("explore", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of real reports. They name real people, so they lie beside the checkout and never in it."""
    if not SEEDS.is_dir():
        pytest.skip("the real reports are not at hand")
    return SEEDS
