"""The language of a person, of a review and of a workspace, as our copy of Slack knows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.people import Member
from bot.store import coordinating, following, locales, members
from tests.databases import WORKSPACE
from tests.store.reviewing import LEAD, NOW, TEAM, team
from tests.store.stepping import CALENDARS

if TYPE_CHECKING:
    from bot.store.engine import Database

LEA = Member("ULEA", "Léa", "Europe/Paris", locale="fr-FR")


async def test_what_slack_did_not_say_again_is_kept(database: Database) -> None:
    await database.write(WORKSPACE, members.save_members, [LEA], NOW)
    assert await database.read(WORKSPACE, locales.of_person, "ULEA") == "fr-FR"
    await database.write(WORKSPACE, members.save_members, [replace(LEA, name="Lea", locale=None)], NOW)
    assert await database.read(WORKSPACE, members.member, "ULEA") == replace(LEA, name="Lea")
    await database.write(WORKSPACE, members.save_members, [replace(LEA, locale="de-DE")], NOW)
    assert await database.read(WORKSPACE, locales.of_person, "ULEA") == "de-DE"


async def test_nobody_and_those_of_another_workspace_have_none(database: Database) -> None:
    await database.write(WORKSPACE, members.save_members, [LEA, Member("UANA")], NOW)
    assert await database.read(WORKSPACE, locales.of_person, "UNOBODY") is None
    assert await database.read(WORKSPACE, locales.of_person, "UANA") is None
    assert await database.read("TELSEWHERE", locales.of_person, "ULEA") is None


async def test_a_change_in_slack_is_followed(database: Database) -> None:
    playing = await team(database)
    known = await playing.read(members.member, TEAM[0])
    await playing.write(following.changed, replace(known, locale="pt-BR"), NOW, CALENDARS)
    assert await playing.read(locales.of_person, TEAM[0]) == "pt-BR"
    await playing.write(following.changed, replace(known, name="Someone", locale=None), NOW, CALENDARS)
    assert await playing.read(members.member, TEAM[0]) == replace(known, name="Someone", locale="pt-BR")


async def test_a_review_has_that_of_whoever_started_it(database: Database) -> None:
    playing = await team(database)
    assert await playing.read(locales.of_review, playing.review.id) is None
    known = await playing.read(members.member, LEAD)
    await playing.write(members.save_members, [replace(known, locale="nl-NL")], NOW)
    assert await playing.read(locales.of_review, playing.review.id) == "nl-NL"
    assert await database.read("TELSEWHERE", locales.of_review, playing.review.id) is None


async def test_a_workspace_has_that_of_its_first_coordinator(database: Database) -> None:
    people = [LEA, Member("UANA", "Ana", locale="es-ES")]
    await database.write(WORKSPACE, members.save_members, people, NOW)
    assert await database.read(WORKSPACE, locales.of_workspace) is None
    await database.write(WORKSPACE, coordinating.add, ["ULEA", "UANA"], NOW)
    assert await database.read(WORKSPACE, locales.of_workspace) == "fr-FR"
    assert await database.read("TELSEWHERE", locales.of_workspace) is None
