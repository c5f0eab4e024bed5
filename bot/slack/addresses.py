"""Which addresses are Slack's. Nothing is ever sent to any other, whoever names it."""

from __future__ import annotations

from ipaddress import ip_address

from yarl import URL


def is_slack(address: str, api: URL) -> bool:
    """Whether we may post to ``address``, a URL that came out of a payload or of an answer.

    Slack's are https to the host of ``api`` or to its hooks and files hosts. Where ``api`` is on this machine
    (the sandbox, a test) they are on the same host, and there alone may be http.
    """
    try:
        url = URL(address)
        host, port = url.host, url.port
    except ValueError:
        return False
    if not host or url.user is not None or url.password is not None:
        return False
    if is_loopback(api):
        return host == api.host and url.scheme in ("http", "https")
    return (
        url.scheme == "https" and port == 443 and host in (api.host, f"hooks.{api.host}", f"files.{api.host}")
    )


def is_loopback(url: URL) -> bool:
    host = url.host or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
