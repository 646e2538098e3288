"""The portal in several processes on one database, each of which can lose its power at any moment.

One process reads the code and then forks whoever is to serve, as a server that preloads does: a portal is up in a
moment, and nothing is shared but the database. It is started as `python -m tests.meals.servers`.
"""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from waitress.server import create_server

from portal.app import create_app
from portal.settings import ROOT, Settings
from tests.browser import TOKEN

SECRET = "a secret that is long enough for tests"
THREADS = 4  # as `portal run`
PATIENCE = 60  # seconds


@dataclass
class Server:
    """A process that serves."""

    pid: int
    port: int

    def kill(self):
        """The power goes."""
        os.kill(self.pid, signal.SIGKILL)


class Servers:
    """Starts servers on one database."""

    def __init__(self, process, url, folder):
        self.process, self.asked = process, {"url": url, "folder": str(folder)}
        self.running = []

    def start(self):
        self.process.stdin.write(json.dumps(self.asked) + "\n")
        self.process.stdin.flush()
        made = Server(**json.loads(self.process.stdout.readline()))
        self.running.append(made)
        return made

    def kill(self, server):
        self.running.remove(server)
        server.kill()

    def stop(self):
        while self.running:
            self.kill(self.running[-1])


def preloaded():
    """The process that has read the code, and forks."""
    command = [sys.executable, "-m", "tests.meals.servers"]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


class Phone:
    """A resident's own browser: a cookie, and one connection for each request, as taps over a bad line are."""

    def __init__(self):
        self.cookie = self.token = ""

    def come_in(self, port, slug):
        self.get(port, "/ind")
        assert self.post(port, "/ind/proev", slug=slug) == 303
        self.get(port, "/om")
        return self

    def get(self, port, address):
        status, page = self._ask(port, "GET", address)
        assert status == 200, (status, page)
        self.token = TOKEN.search(page)[1]
        return page

    def post(self, port, address, **fields):
        """The status that came back; raises `OSError` when nothing did."""
        return self._ask(port, "POST", address, urlencode(fields | {"csrf_token": self.token}))[0]

    def _ask(self, port, method, address, body=None):
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        try:
            headers = {"Host": "localhost", "Cookie": self.cookie}
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, address, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
            given = answer.getheader("Set-Cookie")
            if given:
                self.cookie = given.partition(";")[0]
            return answer.status, page
        finally:
            connection.close()


def main():
    """Fork a server for each line of standard input, and say its number and port."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed is forgotten
    for asked in iter(sys.stdin.readline, ""):
        listener = socket.create_server(("127.0.0.1", 0))
        pid = os.fork()
        if not pid:
            _serve(listener, **json.loads(asked))
        sys.stdout.write(json.dumps({"pid": pid, "port": listener.getsockname()[1]}) + "\n")
        sys.stdout.flush()
        listener.close()


def _serve(listener, url, folder):
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # fifty at once do wait for one another
    app = create_app(Settings(data_dir=Path(folder), database_url=url, secret_key=SECRET, demo=True))
    create_server(app, sockets=[listener], threads=THREADS, ident=None).run()
    os._exit(0)


if __name__ == "__main__":
    main()
