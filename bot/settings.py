"""What an operator sets, read from the environment: all problems at once, in words, before anything starts.

Plain pydantic: a settings class that looks into the process's environment by itself would mix a real token
into the demo, which is given a Slack of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Secret,
    SecretStr,
    StringConstraints,
    ValidationError,
)
from yarl import URL

from bot.slack.addresses import is_loopback

if TYPE_CHECKING:
    from collections.abc import Mapping

CHECKLIST = Path(__file__).resolve().parents[1] / "checklist.json"
DATABASES = ("sqlite", "postgres", "postgresql", "postgresql+psycopg")
NO_WAY_IN = (
    "Neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set. Set SLACK_APP_TOKEN (Basic Information,"
    " App-Level Tokens) for Socket Mode, which needs no public address, or SLACK_SIGNING_SECRET (Basic"
    " Information, App Credentials) for requests over HTTPS."
)


class SettingsError(ValueError):
    """``problems``: a sentence for each, with the variable's name and what to do. None shows a value."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def _database_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in DATABASES or not url.startswith(f"{parts.scheme}://"):
        raise ValueError("an unknown database")
    if parts.scheme == "sqlite":
        # One in memory would be another one for each connection.
        if parts.netloc or parts.path in ("", "/", "/:memory:"):
            raise ValueError("no file")
    elif not parts.netloc or parts.port == 0:  # asking for the port raises ValueError where it is none
        raise ValueError("no server")
    return url


def _api_url(address: str) -> str:
    url = URL(address)
    if url.scheme != "https" and not (url.scheme == "http" and is_loopback(url)):
        raise ValueError("tokens would travel in the clear")
    if not url.host or url.query_string or url.fragment or url.user or url.password:
        raise ValueError("not the address of an API")
    return f"{address.rstrip('/')}/"


def _listed(ids: str | tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in the order given."""
    parts = ids.split(",") if isinstance(ids, str) else ids
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


BotToken = Annotated[str, StringConstraints(pattern=r"^xoxb-[!-~]+$")]
AppToken = Annotated[str, StringConstraints(pattern=r"^xapp-[!-~]+$")]
UserId = Annotated[str, StringConstraints(pattern=r"^[UW][A-Z0-9]{2,20}$")]
LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]


class DatabaseSettings(BaseModel):
    """All that a migration needs. Each description completes "VARIABLE must be …"."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite:///socmob.db",
        alias="DATABASE_URL",
        description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE",
        repr=False,
    )
    log_level: Annotated[LogLevel, BeforeValidator(str.upper)] = Field(
        "INFO", alias="LOG_LEVEL", description="DEBUG, INFO, WARNING, ERROR or CRITICAL"
    )


class Settings(DatabaseSettings):
    """One workspace's app. With an app token it uses Socket Mode, else requests signed with the secret."""

    slack_bot_token: Secret[BotToken] = Field(
        alias="SLACK_BOT_TOKEN",
        description="the app's bot token, which begins with xoxb-: copy it from OAuth & Permissions in the"
        " app's settings on Slack, once the app is installed",
    )
    slack_app_token: Secret[AppToken] | None = Field(
        None,
        alias="SLACK_APP_TOKEN",
        description="an app-level token, which begins with xapp-: make one with the scope connections:write"
        " under Basic Information in the app's settings on Slack, or unset it to be called over HTTPS",
    )
    slack_signing_secret: SecretStr | None = Field(
        None, alias="SLACK_SIGNING_SECRET", description="the app's signing secret"
    )
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        "https://slack.com/api/",
        alias="SLACK_API_URL",
        description="an https:// address; http:// only for this machine itself (127.0.0.1 or localhost)",
    )
    host: str = Field("127.0.0.1", alias="HOST", description="the address to listen on")
    port: Annotated[int, Field(ge=0, le=65_535)] = Field(
        3000, alias="PORT", description="a whole number up to 65535; 0 takes any port that is free"
    )
    checklist: Annotated[Path, AfterValidator(Path.expanduser)] = Field(
        CHECKLIST, alias="SOCMOB_CHECKLIST", description="the path of a checklist file"
    )
    coordinators: Annotated[tuple[UserId, ...], BeforeValidator(_listed)] = Field(
        (),
        alias="SOCMOB_COORDINATORS",
        description="the Slack ids of people, such as U0ANNA1234, with commas between them",
    )
    keep_answers_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        90,
        alias="SOCMOB_KEEP_ANSWERS_DAYS",
        description="a whole number of days from 1 to 3650",
    )
    tick_seconds: Annotated[float, Field(ge=0.1, le=60)] = Field(
        2.0, alias="SOCMOB_TICK_SECONDS", description="a number of seconds from 0.1 to 60"
    )


def read_settings(environ: Mapping[str, str]) -> Settings:
    """An empty variable counts as unset; one that is not ours is left alone. Raises SettingsError."""
    given = _given(environ)
    others = [] if {"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} & given.keys() else [NO_WAY_IN]
    return _read(Settings, given, others)


def read_database_settings(environ: Mapping[str, str]) -> DatabaseSettings:
    """The same for what works without Slack. Raises SettingsError."""
    return _read(DatabaseSettings, _given(environ), [])


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, value in environ.items() if (text := value.strip())}


Read = TypeVar("Read", bound=DatabaseSettings)


def _read(kind: type[Read], given: dict[str, str], others: list[str]) -> Read:
    try:
        settings = kind.model_validate(given)
    except ValidationError as error:
        wrong = {str(found["loc"][0]): found["type"] for found in error.errors(include_input=False)}
        problems = [_in_words(kind, name, what) for name, what in wrong.items()]
        raise SettingsError([*problems, *others]) from None
    if others:
        raise SettingsError(others)
    return settings


def _in_words(kind: type[DatabaseSettings], name: str, what: str) -> str:
    wanted = next(field.description for field in kind.model_fields.values() if field.alias == name)
    return f"{name} is not set. It must be {wanted}." if what == "missing" else f"{name} must be {wanted}."
