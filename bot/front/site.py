"""A web application on an address, from start to a graceful stop."""

from __future__ import annotations

from aiohttp import web

# Long enough for a listener (its answer is late after 3 s), short enough for a platform that kills after 30
# s.
STOP_SECONDS = 10.0

# How long we listen on for the rest of a body that we have refused; a server's own default holds up the stop.
LINGER_SECONDS = 0.5


class Site:
    """Serves ``app`` on ``host`` and ``port``; port 0 takes any free one, and ``port`` then says which.

    ``stop`` takes no new connection, lets the requests that have begun finish (``stop_seconds`` at most), and
    closes the rest. There is no access log: each request from Slack is counted, and refusals are logged.
    """

    def __init__(
        self, app: web.Application, host: str, port: int, *, stop_seconds: float = STOP_SECONDS
    ) -> None:
        self._app = app
        self._host = host
        self._port = port
        self._stop_seconds = stop_seconds
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Raises ``OSError`` when the address is taken or not ours."""
        # A compressed body would be unpacked before its signature is known to hold, so none is.
        runner = web.AppRunner(
            self._app,
            access_log=None,
            auto_decompress=False,
            lingering_time=LINGER_SECONDS,
            shutdown_timeout=self._stop_seconds,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner

    @property
    def port(self) -> int:
        """The port in use. Only between ``start`` and ``stop``."""
        if self._runner is None:
            raise RuntimeError("the site is not started")
        return int(self._runner.addresses[0][1])

    @property
    def url(self) -> str:
        return f"http://{self._host}:{self.port}"

    async def stop(self) -> None:
        """Harmless when the site never started or has stopped already."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
