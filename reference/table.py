"""Results of walks, one JSON object a line."""

import json


def record(path, data, step):
    """A later result of the same revision and data set takes the place of an earlier one."""
    line = {"revision": step.revision, "data": data, "verdict": step.verdict(), "drift": sum(f.startswith("drift") for f in step.facts)}
    line |= {key: value for key in ("theirs", "ours", "corrected", "deleted", "deletes", "remarks") if (value := getattr(step, key))}
    with open(path, "a") as file:
        print(json.dumps(line), file=file)
