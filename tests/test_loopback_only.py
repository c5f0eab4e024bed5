from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.loopback_only import LeftTheMachine, is_near

if TYPE_CHECKING:
    from pathlib import Path

AWAY = "192.0.2.1"


def test_no_connection_leaves_the_machine() -> None:
    with socket.socket() as out, pytest.raises(LeftTheMachine):
        out.connect((AWAY, 80))
    with socket.socket(type=socket.SOCK_DGRAM) as out, pytest.raises(LeftTheMachine):
        out.sendto(b"hello", (AWAY, 53))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(LeftTheMachine):
        socket.getaddrinfo("slack.example", 443)
    with pytest.raises(LeftTheMachine):
        socket.gethostbyname("slack.example")


@pytest.mark.parametrize("host", ["slack.example", AWAY])
async def test_no_request_leaves_the_machine(host: str) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(LeftTheMachine):
            await session.get(f"http://{host}/")


def test_loopback_is_open(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as near:
        near.connect(server.getsockname())
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as near:
        server.bind(str(tmp_path / "s"))
        server.listen()
        near.connect(str(tmp_path / "s"))


@pytest.mark.parametrize(
    ("address", "near"),
    [
        (("127.0.0.53", 1), True),
        (("::1", 1, 0, 0), True),
        (("localhost", 1), True),
        ("/run/socket", True),
        (b"\0abstract", True),
        (None, True),
        ((0, 0), True),
        (("10.0.0.1", 1), False),
        (("fe80::1%eth0", 1, 0, 2), False),
        (("localhost.example", 1), False),
    ],
)
def test_near_and_far(address: Any, near: bool) -> None:
    assert is_near(address) is near
