"""What keeps a file of a review from somebody, in the words that the person reads."""

from __future__ import annotations

from bot.domain.errors import SocmobError
from bot.domain.language import marked


class NoSuchFormat(SocmobError):
    template = marked(
        "I can make a spreadsheet with `/socmob export xlsx`, a document with `/socmob export pdf` and plain "
        "values with `/socmob export csv`. Add `share` to post it in the channel. "
        "`/socmob export` alone lets you choose."
    )


class ShareThere(SocmobError):
    """A file is posted only in the channel of its review."""

    template = marked(
        "Type that in {channel}, the channel of this review, to post the file there. "
        "Without `share` I send it to you alone."
    )

    def __init__(self, channel_id: str) -> None:
        super().__init__(channel=f"<#{channel_id}>")


class FileNotMade(SocmobError):
    template = marked(
        "I could not make the file (reference {reference}). The review is as it was: please try again, or "
        "choose another format."
    )

    def __init__(self, reference: str) -> None:
        super().__init__(reference=reference)


class FileTooLarge(SocmobError):
    template = marked("That file would be too large. Ask for it without comments.")


class MayNotSendFiles(SocmobError):
    template = marked(
        "Slack does not let me send files: I lack the permission `files:write`. Ask whoever installed socmob "
        "to install it again."
    )


class NoFilesToYou(SocmobError):
    template = marked(
        "Slack does not let me send you direct messages, so the file did not reach you. Ask whoever "
        "installed socmob to turn its messages tab on."
    )


class NotInThatChannel(SocmobError):
    template = marked(
        "I could not post the file in {channel}: I am not in it any more. Type `/invite @socmob` there, then "
        "ask again; without `share` I send it to you alone."
    )

    def __init__(self, channel_id: str) -> None:
        super().__init__(channel=f"<#{channel_id}>")


class NoFilesThere(SocmobError):
    template = marked(
        "A rule of this workspace or channel keeps me from posting the file in {channel}. "
        "Without `share` I send it to you alone."
    )

    def __init__(self, channel_id: str) -> None:
        super().__init__(channel=f"<#{channel_id}>")


class FileMayHaveCome(SocmobError):
    template = marked(
        "Slack did not tell me whether it took the file. Look for it first; if it is not there, please ask "
        "again."
    )
