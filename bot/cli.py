"""``socmob``: what an operator types.

Each command imports what it needs when it is called, so that the help is there at once.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator

    from bot.settings import Settings


class Refusal(click.ClickException):
    """Ends a command with sentences on stderr, one a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems

    def show(self, file: Any = None) -> None:
        for problem in self.problems:
            click.echo(f"socmob: {problem}", file=file, err=file is None)


class WrongSettings(Refusal):
    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run socmob, the Slack app for social mobility reviews.

    Try it without Slack: socmob demo. What is set where: see the README.
    """


@main.command()
def run() -> None:
    """Do everything in one process: bring the database up to date, answer Slack, send what is due."""
    _program(serves=True, works=True, migrates=True)


@main.command()
def web() -> None:
    """Answer Slack. Beside it, at least one worker."""
    _program(serves=True, works=False)


@main.command()
def worker() -> None:
    """Send what is due. As many of them as you like."""
    _program(serves=False, works=True)


@main.command()
def migrate() -> None:
    """Bring the database up to date. It needs DATABASE_URL alone."""
    with _in_words():
        from bot.process import set_up_logging, take_environment
        from bot.settings import read_database_settings
        from bot.store import migrate

        settings = read_database_settings(take_environment())
        set_up_logging(settings.log_level)
        before = migrate.current(settings.database_url)
        migrate.upgrade(settings.database_url)
        after = migrate.current(settings.database_url)
    was = "" if before == after else f"; it was {f'at {before}' if before else 'empty'}"
    click.echo(f"The database is up to date: migration {after}{was}.")


@main.command()
@click.option(
    "--port", default=8765, show_default=True, type=click.IntRange(0, 65_535), help="Where to serve the page."
)
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file to keep the reviews in; otherwise they end with the demo.",
)
def demo(port: int, keep: Path | None) -> None:
    """Try the app without Slack, in a browser, on this machine alone."""
    with _in_words():
        from bot import process
        from bot.demo import demo

        process.take_environment()
        process.set_up_logging("WARNING")
        with _in_words_if_it_cannot_start():
            process.run(lambda stop: demo(port=port, database=keep, stop=stop, announce=click.echo))


@main.command()
def doctor() -> None:
    """Check that everything the app needs is there, and say what to do where it is not."""
    from bot import process
    from bot.doctor import examine

    environ = process.take_environment()
    process.set_up_logging("CRITICAL")
    checks = process.run(lambda _stop: examine(environ))
    for check in checks:
        click.echo(f"{'ok' if check.ok else 'problem':<8} {check.name}: {check.words}")
    if not all(check.ok for check in checks):
        raise SystemExit(1)


@main.command()
@click.option("--url", help="For requests over HTTPS: where Slack reaches the app, https://…")
@click.option("--socket", is_flag=True, help="For Socket Mode, which needs no public address (the default).")
def manifest(url: str | None, socket: bool) -> None:
    """Print the app manifest, from which Slack makes the app."""
    from bot.manifest import WrongAddress, manifest, written

    if url is not None and socket:
        raise click.UsageError("Choose one of --url and --socket.")
    try:
        content = manifest(url)
    except WrongAddress as error:
        raise click.BadParameter(str(error), param_hint="--url") from error
    click.echo(written(content), nl=False)


def _program(*, serves: bool, works: bool, migrates: bool = False) -> None:
    with _in_words():
        from bot import process
        from bot.settings import read_settings

        settings = read_settings(process.take_environment())
        process.set_up_logging(settings.log_level)
        with _in_words_if_it_cannot_start():
            process.run(lambda stop: _until(stop, settings, serves=serves, works=works, migrates=migrates))


async def _until(
    stop: asyncio.Event, settings: Settings, *, serves: bool, works: bool, migrates: bool
) -> None:
    from bot.app import Program, Stuck, migrated

    if migrates:
        await migrated(settings)
    try:
        await Program(settings, serves=serves, works=works).run_until(stop)
    except (Stuck, TimeoutError) as stuck:
        raise Refusal(
            ["The worker was stuck and has ended itself. Whatever runs it should start it again."]
        ) from stuck


@contextmanager
def _in_words() -> Iterator[None]:
    """What can be expected to go wrong becomes sentences. Anything else is a mistake of ours: a traceback."""
    from bot.settings import SettingsError
    from bot.store.migrate import MigrationFailed

    try:
        yield
    except SettingsError as error:
        raise WrongSettings(error.problems) from error
    except MigrationFailed as error:
        cause = " ".join(str(error).split())
        raise Refusal([f"The database cannot be brought up to date: {cause}. Check DATABASE_URL."]) from error


@contextmanager
def _in_words_if_it_cannot_start() -> Iterator[None]:
    from bot.app import CannotStart
    from bot.domain.errors import TooBusy

    try:
        yield
    except CannotStart as error:
        raise Refusal(error.problems) from error
    except TooBusy as error:
        raise Refusal(["The database does not answer. Try again, and see: socmob doctor"]) from error


if __name__ == "__main__":
    main()
