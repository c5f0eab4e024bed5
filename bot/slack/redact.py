"""Keeps secrets out of the logs, whoever logs them and wherever the log goes."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

# Tokens; response URLs, with which anybody may post; the tickets of Socket Mode.
_SECRET = re.compile(r"xox[a-z]-\S+|xapp-\S+|(?<=hooks\.slack\.com/)\S+|(?<=ticket=)[^&\s\"']+")

_format = logging.Formatter()


def redact(text: str) -> str:
    return _SECRET.sub("[redacted]", text)


class Redaction(logging.Filter):
    """Redacts the message, the traceback and the stack of a record; refuses none."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        redacted = redact(message)
        if redacted != message:
            record.msg, record.args = redacted, None
        # Formatters take a traceback that is formatted already, and would format it themselves otherwise.
        if record.exc_info and record.exc_info[0] is not None and not record.exc_text:
            record.exc_text = _format.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def redact_all_logs() -> Callable[[], None]:
    """Redact each record where it is made: so no logger and no handler, present or future, is left out.

    A filter on loggers would miss their children, one on handlers those added later. Returns what undoes it.
    """
    make = logging.getLogRecordFactory()
    redaction = Redaction()

    def make_redacted(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        redaction.filter(record)
        return record

    def undo() -> None:
        if logging.getLogRecordFactory() is make_redacted:
            logging.setLogRecordFactory(make)

    logging.setLogRecordFactory(make_redacted)
    return undo


def hold_slack_libraries_at_info() -> None:
    """No DEBUG from Bolt and the SDK: there they write out whole messages, and what people typed.

    Call it once Bolt's app is made: its loggers copy the root's level when they come to be.
    """
    for name in ("slack_bolt", "slack_sdk", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("slack_bolt", "slack_sdk"):
            library = logging.getLogger(name)
            if library.getEffectiveLevel() < logging.INFO:
                library.setLevel(logging.INFO)
