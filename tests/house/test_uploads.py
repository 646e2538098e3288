"""Files that are sent: only where a view asks for one, and what is too large gets a friendly page."""

import http.client
import socket
import threading
from collections.abc import Iterator

import pytest
from flask import Flask, request
from waitress import wasyncore
from waitress.server import create_server

from portal.cli import LARGEST_BODY
from portal.people.access import allow_anyone
from portal.web.security import LARGEST_REQUEST, allow_upload
from tests.browser import PageClient

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ROOM = 5_000_000  # bytes
FORM_AROUND = 1_000  # bytes of a multipart form that are not the file


@pytest.fixture(autouse=True)
def takes_files(app: Flask) -> None:
    """`/fil` asks for a file, `/andet` does not."""

    @app.post("/fil")
    @allow_anyone
    @allow_upload(ROOM)
    def file() -> str:
        with request.files["fil"].stream as sent:
            return str(len(sent.read()))

    @app.post("/andet")
    @allow_anyone
    def other() -> str:
        return "svar"


def send(browser: PageClient, address: str, size: int) -> tuple[int, str]:
    body = b'--x\r\nContent-Disposition: form-data; name="fil"; filename="a"\r\n\r\n' + b"x" * size + b"\r\n--x--\r\n"
    headers = {"X-CSRFToken": browser.token(), "Content-Type": "multipart/form-data; boundary=x"}
    with browser.raw("POST", address, data=body, headers=headers) as answer:
        return answer.status_code, answer.text


def test_a_view_that_asks_for_a_file_takes_one_that_other_views_do_not(browser):
    size = LARGEST_REQUEST + 1
    assert send(browser, "/fil", size) == (200, str(size))
    assert send(browser, "/andet", size)[0] == 413


def test_a_file_fills_the_room_and_not_more(browser):
    assert send(browser, "/fil", ROOM - FORM_AROUND)[0] == 200
    status, page = send(browser, "/fil", ROOM + 1)
    assert status == 413
    assert "Det er for stort" in page


def test_a_file_without_the_forms_token_is_not_taken(browser):
    with browser.raw("POST", "/fil", data={"fil": "x"}) as answer:
        assert answer.status_code == 400


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """The portal behind its real server."""
    connections: dict = {}
    ended = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        number = listener.getsockname()[1]
        server = create_server(app, map=connections, sockets=[listener], max_request_body_size=LARGEST_BODY)

        def serve() -> None:
            while not ended.is_set():
                wasyncore.loop(timeout=0.05, map=connections, count=1)
            wasyncore.close_all(connections)

        thread = threading.Thread(target=serve)
        thread.start()
        yield number
        ended.set()
        thread.join()
        server.task_dispatcher.shutdown()


def test_fifty_megabytes_get_a_friendly_page_and_not_a_broken_line(port):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    kind = {"Content-Type": "multipart/form-data; boundary=x", "Host": f"localhost:{port}", "Connection": "close"}
    line.request("POST", "/fil", body=b"x" * 50_000_000, headers=kind)
    answer = line.getresponse()
    assert answer.status == 413
    assert "Det er for stort" in answer.read().decode()
    line.close()
