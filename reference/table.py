#!/usr/bin/env python3
"""Results of walks and of goes_on.py, one JSON object a line, and docs/parity.md out of them: table.py RESULTS > docs/parity.md"""

import json
import sys
import tomllib
from pathlib import Path

import tree

HERE = Path(__file__).parent
DATA = ("fixtures", "likely", "wild")
# The heads of 22.3.3 and of 25.19.2, up to which walks run with the models of 23.3.12 and of that release.
FIRST, MIDDLE = "81c264528f20", "d0a3c0716970"
SHORT = {"equal": "equal", "reference fails, ours does not": "ours alone"}


def record(path, data, step):
    """A later result of the same revision and data set takes the place of an earlier one."""
    line = {"revision": step.revision, "data": data, "verdict": step.verdict(), "drift": sum(f.startswith("drift") for f in step.facts)}
    line |= {key: value for key in ("theirs", "ours", "corrected", "deleted", "deletes", "remarks") if (value := getattr(step, key))}
    with open(path, "a") as file:
        print(json.dumps(line), file=file)


def cell(result):
    if result is None:
        return "not run"
    verdict = result["verdict"]
    text = SHORT.get(verdict, verdict.replace("DIFFERENT: ", "differs: ").replace("OURS FAILS", "ours stops").lower())
    if "corrected" in result:
        text += ", both stopped first" if result["corrected"]["ours"] else ", the reference stopped first"
    return text


def is_plain(result):
    """Equal, with the rows as they were."""
    return result is not None and result["verdict"] == "equal" and "corrected" not in result


def main():
    known = tomllib.loads((HERE / "differences.toml").read_text())
    walked, going, taken = {}, {}, {}
    for path in sys.argv[1:]:
        for line in Path(path).read_text().splitlines():
            result = json.loads(line)
            if "goes_on" in result:
                going[result["goes_on"], result["start"], result["data"]] = result
            elif "taken_over" in result:
                taken[result["taken_over"], result["rows"], result["upgraded_by_the_reference"]] = result
            else:
                walked[result["revision"], result["data"]] = result
    order = tree.ORDER
    cells = {(revision, data): walked.get((revision, data)) for revision in order for data in DATA}
    unexplained = [revision for revision in order if revision not in known and not all(is_plain(cells[revision, data]) for data in DATA)]

    print((HERE / "parity-head.md").read_text().format(
        revisions=len(order),
        oldest=order.index(FIRST) + 1,
        older=order.index(MIDDLE) - order.index(FIRST),
        newer=len(order) - order.index(MIDDLE) - 1,
        all_equal=sum(all(is_plain(cells[revision, data]) for data in DATA) for revision in order),
        runs=len(cells),
        equal=sum(is_plain(result) for result in cells.values()),
        corrected=sum(bool(result) and result["verdict"] == "equal" and "corrected" in result for result in cells.values()),
        different=sum(bool(result) and result["verdict"].startswith("DIFFERENT") for result in cells.values()),
        rows_differ=sum(bool(result) and "ROWS" in result["verdict"] for result in cells.values()),
        definition=sum(bool(result) and result["verdict"].startswith("DIFFERENT") and "ROWS" not in result["verdict"] for result in cells.values()),
        alone=sum(bool(result) and result["verdict"] == "reference fails, ours does not" for result in cells.values()),
        drifting=sum(any(bool(cells[revision, data]) and cells[revision, data]["drift"] for data in DATA) for revision in order),
        deleted=sum(result.get("deleted", 0) for result in cells.values() if result),
        deleting=len({revision for (revision, _), result in cells.items() if result and result.get("deleted")}),
        deletes_wrong=sum(bool(result) and bool(result.get("deletes")) for result in cells.values()),
    ))
    print("| revision | " + " | ".join(DATA) + " | where the two part |\n|---|" + "---|" * (len(DATA) + 1))
    for revision in order:
        entry = tree.REVISIONS[revision]
        title = f"`{revision}` {entry['date']} {entry['slug'].replace('_', ' ').strip() or 'merge'}"
        reason = " ".join(known[revision]["reason"].split()) if revision in known else ""
        if revision in unexplained:
            reason = "**no reason is known**"
        print(f"| {title} | " + " | ".join(cell(cells[revision, data]) for data in DATA) + f" | {reason} |")

    remarks = [(revision, data, remark) for (revision, data), result in cells.items() if result for remark in result.get("remarks", [])]
    if remarks:
        print("\nRows that are deleted and made anew, which is no loss and is not announced:\n")
        for revision in dict.fromkeys(revision for revision, _, _ in remarks):
            print(f"* `{revision}`: " + "; ".join(f"{data}: {remark.split(' are deleted')[0]}" for found, data, remark in remarks if found == revision))
    if going:
        print("\n" + (HERE / "parity-goes-on.md").read_text())
        print("| release | from | rows | tables with rows | rows read by its models | rows that `permissions provision` adds | |\n|---|---|---|--:|--:|--:|---|")
        for (release, start, data), result in going.items():
            start = "`oneshot` of the release" if start == release else start
            print(f"| {release} | {start} | {'none but the seeded' if data == 'fresh' else data} | {result.get('tables', '')} | {result.get('read', '')} | "
                  f"{result.get('provisioned', '')} | {result.get('failed', 'nothing to do')} |")
    if taken:
        print("\n" + (HERE / "parity-takes-over.md").read_text())
        print("| prepared by | rows | then `alembic upgrade head` of | which ends | `check --facts` then | our `upgrade` | `check --facts` | after `--repair` | rows before, after |\n"
              "|---|---|---|---|--:|--:|--:|--:|--:|")
        for (release, data, upgraded), result in taken.items():
            print(f"| {release} | {data} | {upgraded or 'none'} | {result.get('reference', '')} | {result.get('check_before', '')} | "
                  f"{result['upgrade']} | {result['check']} | {result.get('check_repaired', '')} | {result['rows_before']}, {result['rows_after']} |")
    if unexplained:
        sys.exit(f"without a reason: {', '.join(unexplained)}")


if __name__ == "__main__":
    main()
