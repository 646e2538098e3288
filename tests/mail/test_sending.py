"""Letters leave the house once, by a real mail server, and wait when it does not answer."""

import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portal import clock
from portal.db import writing
from portal.mail.actions import queue
from portal.mail.models import OutboxMail
from portal.mail.sending import (
    FIRST_WAIT,
    LEASE,
    LONGEST_WAIT,
    MOST_TRIES,
    ByServer,
    IntoFolder,
    Tally,
    letters_in,
    sweep,
    transport_of,
    wait_after,
)
from portal.settings import MailServer
from tests.house.arranging import at_once, later, rows
from tests.house.faults import log_lines

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SENDER = "opgangen@demo.example"
HERE, NEXT_DOOR = "127.0.0.1", "127.0.0.2"  # both are this machine, but only one of them counts as it
SUBJECT, BODY = (
    "Maja vil vise dig noget på Opgangen.",
    "Hej Karin\n\nhttp://localhost:8000/paaroerende/ind/abc\n\nBlåbærgrød\n",
)


class Postman:
    """A mail server's own half: keeps what it is handed, or says no."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.encrypted: list[bool] = []
        self.refuses = False

    async def handle_DATA(self, _server, session, envelope):  # noqa: N802
        if self.refuses:
            return "451 Try again later"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def certificate(tmp_path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a mail server next door shows, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "next door")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(NEXT_DOOR))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "next-door.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    shows = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    shows.load_cert_chain(pem)
    return shows, ssl.create_default_context(cafile=pem)


@pytest.fixture
def opened(postman) -> Iterator:
    """Open a mail server at an address; its port."""
    running: list[Controller] = []

    def start(host: str = HERE, **how) -> int:
        with socket.create_server((host, 0)) as free:
            port = free.getsockname()[1]
        server = Controller(postman, hostname=host, port=port, **how)
        server.start()
        running.append(server)
        return port

    yield start
    for server in running:
        server.stop()


def write(engine, *, to: str = "karin@demo.example", subject: str = SUBJECT) -> None:
    with writing(engine) as begun:
        queue(begun, to=to, subject=subject, body=BODY, moment=clock.now())


def sweep_now(engine, transport) -> Tally:
    return sweep(engine, transport, clock.now(), sender=SENDER)


# --- a real mail server ---


@on_sqlite
def test_a_letter_arrives_whole_and_its_words_are_forgotten(engine, session, postman, opened):
    write(engine)
    assert sweep_now(engine, ByServer(MailServer(host=HERE, port=opened()))) == Tally(sent=1)
    (letter,) = postman.letters
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, "karin@demo.example", SUBJECT)
    assert letter.get_content().replace("\r\n", "\n") == BODY
    assert letter.get_content_type() == "text/plain"
    assert letter["Message-ID"].endswith("@demo.example>") and letter["Auto-Submitted"] == "auto-generated"
    assert letter["Date"].datetime == clock.now()
    (mail,) = rows(session, OutboxMail)
    assert (mail.sent_at, mail.body, mail.leased_until) == (clock.now(), "", None)
    assert sweep_now(engine, ByServer(MailServer(host=HERE, port=1))) == Tally()  # nothing waits


@on_sqlite
def test_a_link_is_not_broken_by_a_long_line(engine, postman, opened):
    link = f"https://opgangen.example/paaroerende/ind/{'x' * 43}"
    with writing(engine) as begun:
        queue(begun, to="karin@demo.example", subject="Hej", body=f"Hej\n\n{link}\n", moment=clock.now())
    sweep_now(engine, ByServer(MailServer(host=HERE, port=opened())))
    assert link in postman.letters[0].get_content().splitlines()


@on_sqlite
def test_to_another_machine_letters_go_encrypted(engine, postman, opened, certificate):
    shows, trusts = certificate
    write(engine)
    port = opened(NEXT_DOOR, tls_context=shows)
    assert sweep_now(engine, ByServer(MailServer(host=NEXT_DOOR, port=port), trusts)) == Tally(sent=1)
    assert postman.encrypted == [True]


@on_sqlite
def test_encrypted_from_the_first_word(engine, postman, opened, certificate):
    shows, trusts = certificate
    write(engine)
    port = opened(NEXT_DOOR, ssl_context=shows)
    assert sweep_now(engine, ByServer(MailServer(host=NEXT_DOOR, port=port, encrypted=True), trusts)) == Tally(sent=1)
    assert len(postman.letters) == 1


@on_sqlite
def test_nothing_goes_to_another_machine_in_the_clear(engine, session, postman, opened):
    write(engine)
    assert sweep_now(engine, ByServer(MailServer(host=NEXT_DOOR, port=opened(NEXT_DOOR)))) == Tally(failed=1)
    assert postman.letters == []
    assert rows(session, OutboxMail)[0].body == BODY


@on_sqlite
def test_a_server_nobody_vouches_for_gets_nothing(engine, postman, opened, certificate):
    write(engine)
    port = opened(NEXT_DOOR, tls_context=certificate[0])
    assert sweep_now(engine, ByServer(MailServer(host=NEXT_DOOR, port=port))) == Tally(failed=1)
    assert postman.letters == []


@on_sqlite
@pytest.mark.parametrize("password", ["p@ss:ord/%", "forkert"])
def test_a_server_that_asks_for_a_password_gets_it(engine, postman, opened, certificate, password):
    def check(_server, _session, _envelope, _mechanism, told):
        return AuthResult(handled=False, success=told.login == b"anne" and told.password == b"p@ss:ord/%")

    write(engine)
    port = opened(
        NEXT_DOOR, tls_context=certificate[0], authenticator=check, auth_required=True,
        auth_exclude_mechanism=["LOGIN"],
    )  # fmt: skip
    server = MailServer(host=NEXT_DOOR, port=port, user="anne", password=password)
    told = sweep_now(engine, ByServer(server, certificate[1]))
    assert told == (Tally(sent=1) if password != "forkert" else Tally(failed=1))


# --- when it does not go well ---


@on_sqlite
def test_the_waits_grow(engine):
    waits = [wait_after(tries) for tries in range(1, MOST_TRIES)]
    assert waits[:3] == [FIRST_WAIT, FIRST_WAIT * 4, FIRST_WAIT * 16]
    assert waits == sorted(waits) and waits[-1] == LONGEST_WAIT


@on_sqlite
def test_a_letter_waits_for_the_server_and_arrives_once(engine, session, postman, opened):
    transport = ByServer(MailServer(host=HERE, port=opened()))
    write(engine)
    postman.refuses = True
    assert sweep_now(engine, transport) == Tally(failed=1)
    assert sweep_now(engine, transport) == Tally()  # not at once again
    later(seconds=FIRST_WAIT.total_seconds())
    postman.refuses = False
    assert sweep_now(engine, transport) == Tally(sent=1)
    assert len(postman.letters) == 1 and rows(session, OutboxMail)[0].tries == 2


@on_sqlite
def test_after_eight_tries_it_is_given_up_and_forgotten(engine, session, tmp_path):
    write(engine)
    nobody = ByServer(MailServer(host=HERE, port=1))
    for tries in range(1, MOST_TRIES + 1):
        assert sweep_now(engine, nobody) == Tally(failed=1)
        later(seconds=wait_after(tries).total_seconds())
    assert sweep_now(engine, nobody) == Tally()
    (mail,) = rows(session, OutboxMail)
    assert (mail.tries, mail.sent_at, mail.body) == (MOST_TRIES, None, "") and mail.given_up_at is not None


@on_sqlite
def test_a_letter_that_cannot_be_written_does_not_stop_the_others(engine, session, postman, opened):
    write(engine, subject="To\nlinjer")
    write(engine, to="ingen adresse")
    write(engine)
    assert sweep_now(engine, ByServer(MailServer(host=HERE, port=opened()))) == Tally(sent=1, failed=2)
    assert len(postman.letters) == 1


@on_sqlite
def test_the_log_says_nothing_about_anybody(engine, session, capsys, app):
    with log_lines() as lines:
        write(engine)
        sweep_now(engine, ByServer(MailServer(host=HERE, port=1, user="anne", password="hemmelig")))
    assert len(lines) == 1 and "tries=1" in lines[0]
    assert not any(word in lines[0] for word in ("karin", "Maja", "hemmelig", "anne"))


@on_sqlite
def test_what_a_sweeper_took_before_it_died_is_sent_by_the_next(engine, session, postman, opened):
    write(engine)
    with pytest.raises(KeyboardInterrupt):
        sweep_now(engine, _dies)
    transport = ByServer(MailServer(host=HERE, port=opened()))
    assert sweep_now(engine, transport) == Tally()  # it may still be sending
    later(seconds=LEASE.total_seconds())
    assert sweep_now(engine, transport) == Tally(sent=1)


def _dies(_message: EmailMessage) -> None:
    raise KeyboardInterrupt


@on_sqlite
def test_a_letter_about_something_that_was_discarded_is_not_sent(engine, session):
    with pytest.raises(RuntimeError), writing(engine) as begun:
        queue(begun, to="karin@demo.example", subject=SUBJECT, body=BODY, moment=clock.now())
        raise RuntimeError("the tap failed")
    assert rows(session, OutboxMail) == []


def test_many_sweepers_send_every_letter_once(engine, session, tmp_path):
    for number in range(10):
        write(engine, subject=f"Brev {number}")
    post = IntoFolder(tmp_path / "post")
    tallies = at_once(6, lambda _which: sweep_now(engine, post))
    assert sum(each.sent for each in tallies) == 10 and not any(each.failed for each in tallies)
    assert sorted(each.subject for each in letters_in(tmp_path / "post")) == [f"Brev {n}" for n in range(10)]
    assert [each.tries for each in rows(session, OutboxMail)] == [1] * 10


# --- where letters go ---


@on_sqlite
def test_the_demo_puts_letters_in_a_folder_and_shows_them(app, settings, engine, browser):
    assert browser.get("/post").lines() == ["Der er ingen mails endnu."]
    write(engine)
    transport = transport_of(settings)
    assert isinstance(transport, IntoFolder)
    assert sweep_now(engine, transport) == Tally(sent=1)
    page = browser.get("/post")
    assert SUBJECT in page.main and "Blåbærgrød" in page.main
    assert page.soup.select_one("a.long-link")["href"] == "/paaroerende/ind/abc"
    (letter,) = letters_in(settings.post_dir)
    assert (letter.to, letter.subject) == ("karin@demo.example", SUBJECT)
