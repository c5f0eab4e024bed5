"""Files: three steps of an upload, and what can be seen of it."""

from __future__ import annotations

import io

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Person, Sandbox
from tests.sandbox.building import section
from tests.sandbox.refusals import refusal

CHANNEL = "CSOCMOB001"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 24


async def test_the_sdk_uploads_into_a_channel(
    sandbox: Sandbox, client: AsyncWebClient, session: aiohttp.ClientSession, amina: Person
) -> None:
    answer = await client.files_upload_v2(
        channel=CHANNEL, content=PNG, filename="chart.png", title="Chart", initial_comment="The week"
    )
    message = amina.messages(CHANNEL)[-1]
    file_id = answer["files"][0]["id"]
    assert (message.text, message.files) == ("The week", (file_id,))
    info = (await client.files_info(file=file_id))["file"]
    assert (info["mimetype"], info["size"], info["title"]) == ("image/png", len(PNG), "Chart")
    assert info["shares"]["public"] == {CHANNEL: [{"ts": message.ts}]}
    async with session.get(info["url_private"]) as response:
        assert await response.read() == PNG
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_file_into_a_thread_of_direct_messages(client: AsyncWebClient, amina: Person) -> None:
    root = await client.chat_postMessage(channel="UAMINA0001", text="Digest")
    await client.files_upload_v2(
        channel=root["channel"], content=b"a,b", filename="table.csv", thread_ts=root["ts"]
    )
    assert len(amina.messages(amina.direct(), root["ts"])[0].files) == 1
    assert len(amina.messages(amina.direct())) == 1


async def test_what_is_no_picture_is_a_download(
    sandbox: Sandbox, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    answer = await client.files_upload_v2(content=b"<script>", filename="page.html")
    address = f"{sandbox.url}/sandbox/files/{answer['files'][0]['id']}/page.html"
    async with session.get(address) as response:
        assert response.headers["Content-Disposition"].startswith("attachment")


async def test_a_download_keeps_its_name_in_every_script(
    sandbox: Sandbox, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    answer = await client.files_upload_v2(content=b"1", filename="Frühjahr 2027.xlsx")
    address = f"{sandbox.url}/sandbox/files/{answer['files'][0]['id']}/x"
    async with session.get(address) as response:
        disposition = response.content_disposition
        assert disposition is not None
        assert disposition.filename == "Frühjahr 2027.xlsx"


async def test_the_bytes_must_be_those_that_were_promised(
    client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    promised = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with session.post(promised["upload_url"], data=b"abcd") as response:
        assert response.status == 400
    early = client.files_completeUploadExternal(files=[{"id": promised["file_id"]}])
    assert (await refusal(early))["error"] == "file_not_found"
    async with session.post(promised["upload_url"], data={"file": io.BytesIO(b"abc")}) as response:
        assert (response.status, await response.text()) == (200, "OK - 3")
    await client.files_completeUploadExternal(files=[{"id": promised["file_id"]}])
    again = client.files_completeUploadExternal(files=[{"id": promised["file_id"]}])
    assert (await refusal(again))["error"] == "file_not_found"


async def test_where_files_cannot_go(client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
    promised = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with session.post(promised["upload_url"], data=b"abc"):
        pass
    give = {"files": [{"id": promised["file_id"]}]}
    for channel, error in (("CGENERAL01", "not_in_channel"), ("CLEADERS01", "channel_not_found")):
        refused = client.files_completeUploadExternal(**give, channel_id=channel)
        assert (await refusal(refused))["error"] == error
    assert (await client.files_completeUploadExternal(**give, channel_id=CHANNEL))["ok"] is True


async def test_a_picture_can_be_used_when_slack_has_looked_at_it(
    sandbox: Sandbox, client: AsyncWebClient, amina: Person
) -> None:
    sandbox.scan_seconds = 60.0
    early = (await client.files_upload_v2(content=PNG, filename="chart.png"))["files"][0]["id"]
    sandbox.scan_seconds = 0.0
    ready = (await client.files_upload_v2(content=PNG, filename="chart.png"))["files"][0]["id"]

    def image(file_id: str) -> list[dict[str, object]]:
        return [section("Chart"), {"type": "image", "alt_text": "Chart", "slack_file": {"id": file_id}}]

    assert (await client.files_info(file=early))["file"]["mimetype"] == ""
    refused = await refusal(client.chat_postMessage(channel=CHANNEL, text="Chart", blocks=image(early)))
    assert (refused["error"], "invalid slack file" in refused["errors"][0]) == ("invalid_blocks", True)
    await client.chat_postMessage(channel=CHANNEL, text="Chart", blocks=image(ready))
    assert "Chart" in amina.messages(CHANNEL)[-1].words()
