"""The agenda of the merge: every step once, after what it looks at, on as many threads as there are."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.trail import TABLES
from store.merge.agenda import Step, carry_out
from store.merge.engine import Engine, engine_beside
from store.merge.steps import steps_after


@st.composite
def agendas(draw: st.DrawFn) -> list[tuple[str, tuple[str, ...]]]:
    """Names of steps, each with some of those before it."""
    names = [f"step {number}" for number in range(draw(st.integers(0, 12)))]
    return [
        (name, tuple(draw(st.sets(st.sampled_from(names[:at]), max_size=3)) if at else ()))
        for at, name in enumerate(names)
    ]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with engine_beside(tmp_path_factory.mktemp("agenda") / "tables") as engine:
        yield engine


@settings(deadline=None)
@given(agendas(), st.integers(1, 4))
def test_every_step_is_done_once_and_after_those_that_it_names(
    engine: Engine, agenda: list[tuple[str, tuple[str, ...]]], threads: int
) -> None:
    told: list[tuple[str, str]] = []

    def step(name: str, after: tuple[str, ...]) -> Step:
        def act(_: Engine) -> None:
            told.append(("begins", name))
            told.append(("ends", name))

        return Step(name, act, after)

    carry_out([step(name, after) for name, after in agenda], engine, threads)
    assert sorted(told) == sorted((what, name) for name, _ in agenda for what in ("begins", "ends"))
    for name, after in agenda:
        assert all(told.index(("ends", other)) < told.index(("begins", name)) for other in after)
    if threads == 1:
        assert [name for what, name in told if what == "begins"] == [name for name, _ in agenda]


def test_steps_are_done_side_by_side(engine: Engine) -> None:
    both = threading.Barrier(2, timeout=30)

    def meet(_: Engine) -> None:
        both.wait()

    carry_out([Step(name, meet) for name in ("one", "other")], engine, 2)
    assert not both.broken


def test_tables_are_let_go_when_the_step_is_done_that_names_them(engine: Engine) -> None:
    steps = [
        Step("made", lambda engine: engine.table("made", "SELECT 1 AS number")),
        Step("read", lambda engine: engine.table("kept", "FROM made"), ("made",), ("made",)),
    ]
    carry_out(steps, engine, 2)
    assert engine.values("SELECT table_name FROM duckdb_tables() WHERE table_name IN ('made', 'kept')") == ["kept"]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_step_that_fails_ends_the_agenda(engine: Engine, threads: int) -> None:
    done = []

    def fail(_: Engine) -> None:
        raise OSError("no room")

    steps = [Step("bad", fail), Step("next", lambda _: done.append("next"), ("bad",))]
    with pytest.raises(OSError, match="no room"):
        carry_out(steps, engine, threads)
    assert not done


@pytest.fixture
def _hears_ctrl_c() -> Iterator[None]:
    """What a shell starts in the background may ignore Ctrl-C, and so does Python then."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_hears_ctrl_c")
@pytest.mark.parametrize("threads", [1, 2])
def test_ctrl_c_ends_what_is_being_done(engine: Engine, threads: int) -> None:
    def endless(engine: Engine) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        engine.values("SELECT count(*) FROM range(1000000000000) WHERE hash(range) = 1")

    with pytest.raises(KeyboardInterrupt):
        carry_out([Step("endless", endless)], engine, threads)


def test_the_steps_of_the_merge_stand_in_an_order_for_one_thread() -> None:
    steps = steps_after(("opened",), lambda engine, table: None)
    before = {"opened"}
    for step in steps:
        assert before.issuperset(step.after), step.name
        before.add(step.name)
    assert len(before) == len(steps) + 1
    assert before.issuperset(f"write {table.name}" for table in TABLES)
    dropped = [name for step in steps for name in step.done_with]
    assert len(dropped) == len(set(dropped))
