"""The commands, and what somebody may have meant who typed another one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from bot.blocks import kit, quiet
from bot.blocks.kit import Message
from bot.blocks.spoken import spoken
from bot.blocks.text import escape_within, truncate
from bot.domain.language import marked, t

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COMMANDS = (
    ("start", marked("Start a review in this channel")),
    (
        "status [area] [share]",
        marked("See where the review stands, or one area of it; share shows it to the channel"),
    ),
    ("answer [area]", marked("Answer an area in one form")),
    ("next", marked("Answer the next area that waits for you")),
    ("post [area]", marked("Post the next area, or the one you name")),
    ("reveal [area]", marked("Reveal the answers to an area")),
    ("agree", marked("Go through the questions that wait for a collective answer, in order")),
    ("reopen <area>", marked("Open a revealed area for a new round")),
    ("facilitate", marked("See what facilitators can do now: people, pace, record and the rest")),
    ("close", marked("Close the review and post its summary")),
    ("discard", marked("Give up a review that was started by mistake")),
    (
        "steps [mine|overdue|all|plan|take]",
        marked(
            "See next steps: your own where you have any, else all; plan lists them by due date and owner; "
            "take brings those of earlier reviews along"
        ),
    ),
    ("add [text]", marked("Add a next step to the review")),
    (
        "export [xlsx|csv|pdf] [share]",
        marked("Get the review as a file in your direct messages; share posts it in the channel"),
    ),
    ("follow-ups", marked("See and answer the follow-up questions, once everything is agreed")),
    (
        "history [question]",
        marked("See the reviews that were closed in this channel, or how one question was agreed, like 3.2"),
    ),
    ("compare", marked("See the channels that you are in side by side, area by area")),
    ("guide", marked("See the essentials, how the review stands on each, and what others learned")),
    ("glossary [term]", marked("See what a term of the checklist means")),
    ("digest", marked("See your weekly digest as it is now")),
    ("join", marked("Join the social mobility network: get the digest every week")),
    ("leave", marked("Leave the network: no digest any more")),
    ("settings", marked("Choose when the digest and reminders come; coordinators set up the workspace here")),
    ("forget-me", marked("See what the app keeps of you, and have it removed")),
    ("help", marked("See this list")),
)
"""How each command is typed, and what it does; the first word is the command."""

NAMES = tuple(usage.split()[0] for usage, _ in COMMANDS)
ALONE = frozenset(usage for usage, _ in COMMANDS if " " not in usage) - {"help"}
"""Commands that nothing may follow; who asks for help gets it, whatever they add."""

CLOSE_ENOUGH = 0.5
LONGEST_UNKNOWN = 40


def message(*, unknown: str | None = None, nearest: str | None = None) -> Message:
    """``unknown``: what was typed where it is no command; ``nearest``: the command it may stand for."""
    told = list(_unknown(unknown, nearest)) if unknown else []
    commands = [f"`/socmob {escape_within(usage, 100)}` {t(does)}" for usage, does in COMMANDS]
    where = t(
        "An area is its number or a part of its name. Only you see the answers to these "
        "commands, unless you add `share`. What waits for you also stands in my App Home."
    )
    blocks = [kit.section(" ".join(told))] if told else []
    blocks += [kit.section("\n".join(commands)), kit.context(where)]
    lead = " ".join(told) or t("The commands of socmob. `/socmob` alone shows what you can do here.")
    return Message(spoken(lead, [*commands, where]), blocks)


def stands_alone(command: str) -> Message:
    """For one of ``ALONE`` that something followed: nothing is done, for they may have meant another."""
    return quiet.sentence(
        t(
            "`/socmob {command}` stands alone. Type it without what follows; "
            "`/socmob help` shows all commands.",
            command=command,
        )
    )


def nearest(word: str, names: Sequence[str] = NAMES) -> str | None:
    """The command (or the one of ``names``) that is spelled most like ``word``, if any is near enough."""
    return next(iter(difflib.get_close_matches(word.casefold(), names, n=1, cutoff=CLOSE_ENOUGH)), None)


def _unknown(unknown: str, nearest: str | None) -> Iterator[str]:
    # A backtick would end the code span, and what follows would be read as markup.
    typed = " ".join(truncate(unknown.replace("`", "'"), LONGEST_UNKNOWN).split())
    if typed:
        yield t("I do not know {command}.", command=f"`{escape_within(typed, LONGEST_UNKNOWN * 5)}`")
    else:
        yield t("I do not know that.")
    if nearest:
        yield t("Did you mean {command}?", command=f"`/socmob {nearest}`")
