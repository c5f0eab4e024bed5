"""Shows that the tests can fail: ``python -m tests.proof.seeded`` puts one fault after another into a copy of
the checkout, and expects the tests that are about it to go red.

Each is a fault that such systems have had. It takes some minutes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

from bot.store.migrate import CHECKOUT

LONGEST = 1200
LEFT_OUT = ignore_patterns(".git", ".venv", ".hypothesis", "__pycache__", ".*_cache", "docs", "*.db")


KEY = 'UniqueConstraint("workspace_id", "kind", "subject_id", "recipient_id", "occurrence"),\n'


@dataclass(frozen=True)
class Change:
    """``old`` stands once in ``file``."""

    file: str
    old: str
    new: str


@dataclass(frozen=True)
class Fault:
    name: str
    changes: tuple[Change, ...]
    tests: tuple[str, ...]


FAULTS = (
    Fault(
        "the SDK sends again what may have arrived",
        (Change("bot/slack/client.py", ", retry_handlers=[]", ""),),
        ("tests/slack",),
    ),
    Fault(
        "what may have arrived is sent again without a look",
        (
            Change(
                "bot/jobs/verdicts.py",
                "return outcomes.check(real_now + times.settle)\n    if isinstance",
                "return outcomes.again(real_now)\n    if isinstance",
            ),
        ),
        ("tests/proof/test_delivery_life.py",),
    ),
    Fault(
        "Slack is asked before a late message can show",
        (
            Change(
                "bot/jobs/verdicts.py",
                "return outcomes.check(real_now + times.settle)\n    if isinstance",
                "return outcomes.check(real_now)\n    if isinstance",
            ),
        ),
        ("tests/proof/test_delivery_life.py",),
    ),
    Fault(
        "a day is the day in London, not where the person is",
        (
            Change(
                "bot/store/rota.py",
                "days.local_date(self._now, reader.tz)",
                'days.local_date(self._now, "UTC")',
            ),
        ),
        ("tests/store/test_reminders_planned.py", "tests/store/test_reminders_moved.py"),
    ),
    Fault(
        "a writer on SQLite takes the lock only when it writes",
        (Change("bot/store/engine.py", '"BEGIN IMMEDIATE" if writes else "BEGIN"', '"BEGIN"'),),
        ("tests/store/test_sqlite.py",),
    ),
    Fault(
        "whoever comes late may still write down the end",
        (
            Change(
                "bot/store/outcomes.py", "deliveries.c.lease_owner == owner,", "deliveries.c.id.is_not(None),"
            ),
            Change(
                "bot/store/outcomes.py",
                'deliveries.c.lease_owner == bindparam("owner"),',
                'deliveries.c.id != bindparam("owner"),',
            ),
        ),
        ("tests/store/test_deliveries.py",),
    ),
    Fault(
        "nothing keeps a delivery from being planned twice",
        (
            Change(
                "bot/store/schema/deliveries.py",
                f"    {KEY}",
                "",
            ),
            Change(
                "migrations/versions/0001_first_tables.py",
                f"        sa.{KEY}",
                "",
            ),
        ),
        ("tests/store/test_deliveries.py",),
    ),
    Fault(
        "a next step of another workspace is found",
        (
            Change(
                "bot/store/step_rows.py",
                "standing().where(next_steps.c.workspace_id == workspace_id, next_steps.c.id == step_id)",
                "standing().where(next_steps.c.id == step_id)",
            ),
        ),
        ("tests/store/test_tenants.py",),
    ),
)


def goes_red(fault: Fault) -> bool:
    with tempfile.TemporaryDirectory(prefix="socmob-seeded-") as folder:
        copy = Path(folder) / "checkout"
        copytree(CHECKOUT, copy, ignore=LEFT_OUT)
        for change in fault.changes:
            file = copy / change.file
            text = file.read_text("utf-8")
            if text.count(change.old) != 1:
                raise SystemExit(f"{change.file} has changed: {change.old!r} stands there no more, or twice")
            file.write_text(text.replace(change.old, change.new), "utf-8")
        # In one process: where several run, pytest stops at the first failure with another status.
        tests = [sys.executable, "-m", "pytest", "-n", "0", "-x", "-p", "no:cacheprovider", *fault.tests]
        # The copy's own package, whatever is installed.
        done = subprocess.run(tests, cwd=copy, capture_output=True, text=True, timeout=LONGEST, check=False)
    return done.returncode == 1


def main() -> None:
    unnoticed = []
    for fault in FAULTS:
        red = goes_red(fault)
        print(f"{'noticed' if red else 'NOT NOTICED'}: {fault.name}", flush=True)
        if not red:
            unnoticed.append(fault.name)
    if unnoticed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
