"""Looking back: what a reading, an OUT or a run looks like to a person."""
