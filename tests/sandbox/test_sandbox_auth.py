"""Being let in: tokens, scopes, installation."""

from __future__ import annotations

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox
from tests.sandbox.refusals import refusal


async def test_auth_test_names_the_app_and_its_scopes(client: AsyncWebClient) -> None:
    answer = await client.auth_test()
    assert answer["user_id"] == "USOCMOB001"
    assert answer["bot_id"] == "BSOCMOB001"
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_a_token_of_somebody_else_is_refused(sandbox: Sandbox) -> None:
    stranger = AsyncWebClient("xoxb-another", base_url=sandbox.api_url, retry_handlers=[])
    assert (await refusal(stranger.auth_test()))["error"] == "invalid_auth"


async def test_a_token_in_the_address_is_none(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    async with session.get(f"{sandbox.api_url}auth.test?token={sandbox.bot_token}") as response:
        assert response.status == 200
        assert (await response.json())["error"] == "not_authed"


async def test_a_token_may_stand_in_the_body(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    async with session.post(f"{sandbox.api_url}auth.test", data={"token": sandbox.bot_token}) as response:
        assert (await response.json())["ok"] is True


async def test_each_token_opens_its_own_methods(client: AsyncWebClient, sandbox: Sandbox) -> None:
    wrong = await refusal(client.api_call("apps.connections.open"))
    assert wrong["error"] == "not_allowed_token_type"
    refused = await refusal(AsyncWebClient(sandbox.app_token, base_url=sandbox.api_url).auth_test())
    assert refused["error"] == "not_allowed_token_type"


async def test_an_unknown_method_is_named(client: AsyncWebClient) -> None:
    answer = await refusal(client.api_call("chat.shout"))
    assert (answer["error"], answer["req_method"]) == ("unknown_method", "chat.shout")


async def test_a_missing_scope_is_named_with_what_is_there(client: AsyncWebClient, sandbox: Sandbox) -> None:
    sandbox.world.app.scopes.remove("chat:write")
    answer = await refusal(client.chat_postMessage(channel="CSOCMOB001", text="Hello"))
    assert (answer["error"], answer["needed"]) == ("missing_scope", "chat:write")
    assert "users:read" in answer["provided"]


@pytest.mark.parametrize(
    ("method", "args", "needed"),
    [
        ("conversations.join", {"channel": "CGENERAL01"}, "channels:join"),
        ("conversations.info", {"channel": "D000000001"}, "im:read"),
        ("conversations.list", {"types": "im"}, "im:read"),
        ("team.info", {}, "team:read"),
    ],
)
async def test_what_the_app_has_no_scope_for(
    client: AsyncWebClient, method: str, args: dict[str, str], needed: str
) -> None:
    assert (await refusal(client.api_call(method, params=args)))["needed"] == needed


async def test_a_revoked_token_is_said_to_be_revoked(client: AsyncWebClient) -> None:
    assert (await client.auth_revoke(test=True))["revoked"] is False
    assert (await client.auth_revoke())["revoked"] is True
    assert (await refusal(client.auth_test()))["error"] == "token_revoked"


async def test_an_uninstalled_app_is_out(client: AsyncWebClient, sandbox: Sandbox) -> None:
    await sandbox.uninstall()
    assert (await refusal(client.auth_test()))["error"] == "account_inactive"
    assert "USOCMOB001" not in sandbox.world.channels["CSOCMOB001"].members


@pytest.mark.filterwarnings("ignore:BasicAuth:DeprecationWarning")
async def test_a_code_buys_a_token_once(client: AsyncWebClient, sandbox: Sandbox) -> None:
    app = sandbox.world.app
    code = sandbox.oauth.new_code("http://127.0.0.1/back")
    give = {
        "client_id": app.client_id,
        "client_secret": app.client_secret,
        "redirect_uri": "http://127.0.0.1/back",
    }
    wrong = await refusal(client.oauth_v2_access(**give | {"redirect_uri": "http://else/"}, code=code))
    assert wrong["error"] == "bad_redirect_uri"
    answer = await client.oauth_v2_access(**give, code=code)
    assert (answer["access_token"], answer["team"]["id"]) == (sandbox.bot_token, "TSANDBOX01")
    assert (await refusal(client.oauth_v2_access(**give, code=code)))["error"] == "code_already_used"
    assert (await refusal(client.oauth_v2_access(**give, code="made-up")))["error"] == "invalid_code"
    assert app.client_secret not in repr(sandbox.calls)


async def test_the_installation_page_leads_back_with_state(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    query = {
        "client_id": sandbox.world.app.client_id,
        "redirect_uri": "http://127.0.0.1/back",
        "state": "s&1",
    }
    async with session.get(f"{sandbox.url}/oauth/v2/authorize", params=query) as response:
        page = await response.text()
    assert "not Slack" in page
    assert "state=s%261" in page


async def test_arguments_come_from_everywhere(sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
    address = f"{sandbox.api_url}api.test?one=1"
    async with session.post(address, json={"two": 2}) as response:
        assert (await response.json())["args"] == {"one": "1", "two": 2}
    form = aiohttp.FormData({"three": "3"}, default_to_multipart=True)
    async with session.post(address, data=form) as response:
        assert (await response.json())["args"] == {"one": "1", "three": "3"}
    async with session.post(address, data=b"{", headers={"Content-Type": "application/json"}) as response:
        assert (response.status, (await response.json())["error"]) == (200, "invalid_json")
