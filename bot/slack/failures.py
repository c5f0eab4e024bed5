"""What can go wrong with a call to Slack, by cause.

Each class lists the error codes of Slack that it stands for and says what the app does about them; a code is
in exactly one class. At most one of these holds for a failure, and it decides what becomes of the work:

- ``permanent``: the same call will be refused again; give this piece of work up.
- ``ambiguous``: Slack may have done it; look before doing it again.
- ``disconnected``: nothing works in this workspace until somebody reconnects it; park its work.

None of them: Slack did nothing, and the call may be made again (after ``retry_after`` seconds, where given).
"""

from __future__ import annotations

from typing import ClassVar

DAY = 86_400.0


class SlackFailure(Exception):
    """A call to Slack did not succeed. ``code`` is Slack's word for it, or ours where Slack said nothing."""

    codes: ClassVar[frozenset[str]] = frozenset()
    permanent: ClassVar[bool] = False
    ambiguous: ClassVar[bool] = False
    disconnected: ClassVar[bool] = False
    retry_after: float | None = None

    def __init_subclass__(cls, codes: str = "") -> None:
        cls.codes = frozenset(codes.split())

    def __init__(
        self,
        code: str,
        method: str = "",
        *,
        retry_after: float | None = None,
        details: tuple[str, ...] = (),
    ) -> None:
        super().__init__(code, method)
        self.code = code
        self.method = method
        self.details = details
        if retry_after is not None:
            self.retry_after = retry_after

    def __str__(self) -> str:
        words = f"{self.method}: {self.code}" if self.method else self.code
        return f"{words} ({'; '.join(self.details)})" if self.details else words


class RateLimited(SlackFailure, codes="ratelimited rate_limited"):
    """Slack wants us to wait. The work goes back with ``retry_after``; nobody sleeps."""

    retry_after = 30.0


class NotSent(SlackFailure, codes="not_sent"):
    """No connection came about: refused, unknown name, bad certificate. Slack saw nothing; send it later."""


class Unclear(
    SlackFailure,
    codes="duplicate_channel_not_found duplicate_message_not_found fatal_error internal_error "
    "request_timeout service_unavailable unclear",
):
    """Slack may or may not have done it: a broken connection, a timeout, a 5xx.

    A post is looked for before it is sent again; publishing, updating and reading are simply done again.
    """

    ambiguous = True


class Disconnected(
    SlackFailure,
    codes="account_inactive invalid_auth no_bot_token not_allowed_token_type not_authed org_login_required "
    "token_expired token_revoked",
):
    """The token is no longer good. The workspace is marked as such, its work parked, its operator told."""

    disconnected = True


class WorkspaceClosed(
    SlackFailure,
    codes="ekm_access_denied team_access_not_granted team_added_to_org team_not_found",
):
    """The organisation keeps us out of this workspace for now. Its work waits for an event, or for a day."""

    retry_after = DAY


class MissingScope(SlackFailure, codes="missing_scope"):
    """The installation lacks a permission. ``details`` names it; the operator is asked to install again."""

    permanent = True


class NotInChannel(SlackFailure, codes="channel_not_found not_in_channel"):
    """We are not in the channel, or cannot see it. The facilitators are asked to ``/invite`` the app."""

    permanent = True


class Archived(SlackFailure, codes="is_archived"):
    """The channel is archived. What is planned for it pauses, and its facilitators hear so once."""

    permanent = True


class NotAllowed(
    SlackFailure,
    codes="cannot_reply_to_message message_limit_exceeded no_permission restricted_action "
    "restricted_action_non_threadable_channel restricted_action_read_only_channel "
    "restricted_action_thread_locked restricted_action_thread_only_channel",
):
    """A rule of the workspace or channel forbids it. The rule is explained, and the plan pauses."""

    permanent = True


class NoDirectMessages(SlackFailure, codes="cannot_dm_bot messages_tab_disabled"):
    """This person cannot get direct messages from us. The reminder is skipped and the reason recorded."""

    permanent = True


class PersonGone(
    SlackFailure,
    codes="invalid_user_combination too_many_users user_disabled user_not_found user_not_visible",
):
    """The person is deactivated, unknown or hidden from us. They are marked as inactive."""

    permanent = True


class PersonElsewhere(SlackFailure, codes="user_not_in_channel"):
    """Somebody outside the channel sees no ephemeral message there. Answer them in another way."""

    permanent = True


class WrongPayload(
    SlackFailure,
    codes="invalid_arg_name invalid_arguments invalid_array_arg invalid_attachments invalid_blocks "
    "invalid_blocks_format invalid_form_data invalid_json invalid_post_type json_not_object "
    "missing_post_type msg_blocks_too_long msg_too_long no_text only_one_table_allowed "
    "view_too_large",
):
    """What we sent is invalid: our mistake. ``details`` are logged, and plain text is sent once instead."""

    permanent = True


class WrongMetadata(
    SlackFailure,
    codes="invalid_metadata_format invalid_metadata_schema metadata_must_be_sent_from_app metadata_too_large",
):
    """Slack refuses the metadata. The message is posted without it, and the reason logged."""

    permanent = True


class MessageGone(SlackFailure, codes="message_not_found thread_not_found"):
    """Somebody deleted the message. It is marked as gone and may be posted again, but not by itself."""

    permanent = True


class MessageFrozen(
    SlackFailure,
    codes="block_mismatch cant_update_message edit_window_closed is_inactive streaming_state_conflict",
):
    """The message can no longer be changed. It is refreshed no more; the App Home still shows its state."""

    permanent = True


class PagingLost(SlackFailure, codes="fetch_members_failed invalid_cursor"):
    """The list changed while it was read. It is read again from its beginning."""


class TooLate(
    SlackFailure,
    codes="duplicate_external_id exchanged_trigger_id expired_trigger_id expired_url invalid_trigger_id "
    "push_limit_reached used_url",
):
    """The press can no longer open a form. The person is asked to press again; a trigger is never retried."""

    permanent = True


class Overtaken(SlackFailure, codes="hash_conflict not_found"):
    """The form was changed or closed meanwhile. What is newer stands; nothing is to be done."""

    permanent = True


class NoHome(SlackFailure, codes="not_enabled"):
    """The App Home is switched off. It is published again when somebody next opens it."""

    permanent = True


class FileRefused(SlackFailure, codes="channels_limit_exceeded file_not_found posting_to_channel_denied"):
    """The file cannot be shown there. The message goes out without it."""

    permanent = True


class InstallRefused(SlackFailure, codes="bad_redirect_uri code_already_used invalid_client_id invalid_code"):
    """Slack does not accept this installation. The person sees a page that lets them begin again."""

    permanent = True


class ForeignAddress(SlackFailure, codes="foreign_address"):
    """We were told to send something to an address that is not Slack's. Nothing was sent."""

    permanent = True


class Unknown(SlackFailure):
    """Slack refused for a reason that we do not know. The code is logged, and the work given up."""

    permanent = True


CAUSES: tuple[type[SlackFailure], ...] = tuple(SlackFailure.__subclasses__())
CAUSE_OF: dict[str, type[SlackFailure]] = {code: cause for cause in CAUSES for code in cause.codes}
