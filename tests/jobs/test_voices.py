"""In which language each kind of delivery speaks, among people who have set different ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.answers import Choice
from bot.domain.deliveries import DeliveryKind
from bot.domain.language import Languages
from bot.jobs import building
from bot.jobs.posts import Post
from bot.jobs.voices import voice
from bot.store import coordinating, members
from tests.databases import WORKSPACE
from tests.jobs.test_digest_built import context, delivery
from tests.language import pseudo
from tests.language.pseudo import OPENS
from tests.store import digesting as play
from tests.store.digesting import OPEN_CHANNEL, READER, STRANGER, days_ago
from tests.store.reviewing import LEAD, NOW, QUESTIONS
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.store.engine import Database

LANGUAGES = Languages({"de": "German", "fr": "French", "nl": "Dutch"})  # type: ignore[dict-item]
OF_A_REVIEW = (
    DeliveryKind.START,
    DeliveryKind.AREA,
    DeliveryKind.REVEAL,
    DeliveryKind.CLOSING,
    DeliveryKind.DEADLINE,
    DeliveryKind.STEP_NEWS,
    DeliveryKind.FOLLOW_UPS,
)
OF_THE_WORKSPACE = (DeliveryKind.DIGEST, DeliveryKind.CHART, DeliveryKind.NETWORK_WELCOME)


async def speaks(database: Database, **locales: str | None) -> None:
    """``speaks(database, U1="de-DE")``."""
    for user_id, locale in locales.items():
        known = await database.read(WORKSPACE, members.member, user_id)
        await database.write(WORKSPACE, members.save_members, [replace(known, locale=locale)], NOW)


async def voice_of(database: Database, *key: Any, languages: Languages = LANGUAGES) -> Any:
    return await database.read(WORKSPACE, voice, languages, delivery(*key))


@pytest.fixture
async def review_id(database: Database) -> int:
    """LEAD, who speaks German, started it; the reader coordinates before them and speaks French."""
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    review = await play.review(database, at=days_ago(30))
    await speaks(database, **{LEAD: "de-DE", READER: "fr-FR", STRANGER: "en-GB"})
    await database.write(WORKSPACE, coordinating.add, [READER], NOW)
    await database.write(WORKSPACE, coordinating.add, [LEAD], days_ago(-1))
    return review.id


@pytest.mark.parametrize("kind", list(DeliveryKind))
async def test_a_person_hears_everything_in_their_own(
    database: Database, review_id: int, kind: DeliveryKind
) -> None:
    subject = f"{review_id}|data"
    assert await voice_of(database, kind, READER, subject) == "French"
    assert await voice_of(database, kind, LEAD, subject) == "German"
    assert await voice_of(database, kind, STRANGER, subject) is None
    assert await voice_of(database, kind, "UNOBODY", subject) is None
    assert await voice_of(database, kind, LEAD, subject, languages=Languages()) is None


@pytest.mark.parametrize("kind", OF_A_REVIEW)
async def test_a_channel_hears_of_a_review_in_its_starter_s(
    database: Database, review_id: int, kind: DeliveryKind
) -> None:
    for subject in (str(review_id), f"{review_id}|data"):
        assert await voice_of(database, kind, OPEN_CHANNEL, subject) == "German"
    assert await voice_of(database, kind, OPEN_CHANNEL, "999") is None


@pytest.mark.parametrize("kind", OF_THE_WORKSPACE)
async def test_a_channel_hears_of_the_network_in_the_first_coordinator_s(
    database: Database, review_id: int, kind: DeliveryKind
) -> None:
    assert await voice_of(database, kind, OPEN_CHANNEL, "digest-1") == "French"
    await speaks(database, **{READER: "en-GB"})
    assert await voice_of(database, kind, OPEN_CHANNEL, "digest-1") is None


async def test_what_is_built_together_is_said_to_each_in_theirs(database: Database) -> None:
    """The first coordinator's language is nobody else's here."""
    await play.people(database)
    await play.channel(database, OPEN_CHANNEL)
    review = await play.review(database, at=days_ago(30))
    await play.agreed(database, review, QUESTIONS[0], Choice.GREEN, days_ago(2))
    for user_id in (LEAD, READER):
        await play.joins(database, user_id, days_ago(1))
    await speaks(database, **{LEAD: "en-GB", READER: pseudo.TAG})

    def follow(connection: Any, workspace_id: str) -> None:
        settings = replace(CALENDARS.workspace(connection, workspace_id), digest_channel_id=OPEN_CHANNEL)
        coordinating.save(connection, workspace_id, CALENDARS, settings, (READER,), READER, NOW)

    await database.write(WORKSPACE, coordinating.add, [READER], NOW)
    await database.write(WORKSPACE, follow)
    recipients = (LEAD, READER, OPEN_CHANNEL, LEAD)
    batch = [
        delivery(DeliveryKind.DIGEST, one, id=f"digest-{number}") for number, one in enumerate(recipients)
    ]
    built = await database.read(WORKSPACE, building._build, context(languages=pseudo.languages()), batch)
    translated = []
    for one in batch:
        post = built[one.id]
        assert isinstance(post, Post)
        translated.append(OPENS in post.message.text)
    assert translated == [False, True, True, False]
