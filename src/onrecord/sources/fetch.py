"""A page from the web: checked addresses, redirects followed by hand, one deadline and one limit for the whole."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import zlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from onrecord.errors import Refused, SourceError, Unreadable
from onrecord.sources.fetched import NOTHING_KNOWN, Fetched, Version
from onrecord.sources.inflate import Inflate
from onrecord.sources.kinds import of_content_type
from onrecord.sources.options import Options
from onrecord.sources.way import Way

if TYPE_CHECKING:
    import httpx

_T = TypeVar("_T")
_READS: Final = "text/html, application/xhtml+xml;q=0.9, application/json;q=0.8, text/plain;q=0.8, */*;q=0.1"
_NOT_MODIFIED: Final = 304
_CHUNK: Final = 65_536
_GRACE: Final = 1.0  # seconds after the deadline in which a look-up of a name that cannot be broken off may end
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class BadStatus(Unreadable):
    """The server answered with an HTTP status of 400 or more."""

    def __init__(self, where: str, why: str, status: int) -> None:
        super().__init__(where, why)
        self.status = status


def fetch(url: str, options: Options, known: Version = NOTHING_KNOWN) -> Fetched:
    """The body of a URL, decompressed.

    Raises Refused when the scheme is not http or https, when any host on the way has an address that is not public, or
    when the body is larger than options.max_bytes; Unreadable when it cannot be had or is no text.
    """
    return _run(url, options, lambda: _follow(url, options, known))


def hop(here: str, options: Options, known: Version = NOTHING_KNOWN, *, where: str) -> Fetched | str:
    """What one address answers: its body as fetch gives it, or the address that it redirects to, which is not asked.

    where: the address that led here, which errors name. Raises as fetch does.
    """

    async def step() -> Fetched | str:
        import httpx

        async with _client(options, known) as client:
            found = await _hop(client, where, httpx.URL(here), options)
        return found if isinstance(found, Fetched) else str(found)

    return _run(where, options, step)


def _run(url: str, options: Options, work: Callable[[], Awaitable[_T]]) -> _T:
    """What the work gives, done in a thread of its own: the caller may have a running event loop already."""
    results: list[_T] = []
    errors: list[Exception] = []

    def target() -> None:
        try:
            results.append(asyncio.run(_in_time(url, options, work)))
        except Exception as error:  # noqa: BLE001 - raised again in the caller's thread
            errors.append(error)

    thread = threading.Thread(target=target, daemon=True)
    thread.start()
    thread.join(options.timeout + _GRACE)
    if errors:
        raise errors[0]
    if not results:
        raise _late(url, options)
    return results[0]


async def _in_time(url: str, options: Options, work: Callable[[], Awaitable[_T]]) -> _T:
    import httpx

    try:
        async with asyncio.timeout(options.timeout):
            return await work()
    except TimeoutError:
        raise _late(url, options) from None
    except (httpx.InvalidURL, UnicodeError):
        raise Unreadable(url, "is not a URL; write it like https://www.example.org/story") from None
    except httpx.HTTPError as error:
        raise Unreadable(url, f"could not be fetched: {error or type(error).__name__}; check the address") from None


def user_agent() -> str:
    """How onrecord names itself to a server; robots.txt is asked for "onrecord"."""
    from onrecord import __version__

    return f"onrecord/{__version__}"


def _late(url: str, options: Options) -> SourceError:
    return Unreadable(url, f"did not answer in full within {options.timeout:g} seconds; try again later")


async def _follow(url: str, options: Options, known: Version) -> Fetched:
    """The answer at the end of the redirects."""
    import httpx

    way = Way(url, options)
    here = httpx.URL(url)
    async with _client(options, known) as client:
        while True:
            way.go(str(here))
            found = await _hop(client, url, here, options)
            if isinstance(found, Fetched):
                return found
            here = found


def _client(options: Options, known: Version) -> httpx.AsyncClient:
    import httpx

    headers = {"User-Agent": user_agent(), "Accept": _READS, "Accept-Encoding": "gzip"}
    headers |= {"If-None-Match": known.etag} if known.etag else {}
    headers |= {"If-Modified-Since": known.last_modified} if known.last_modified else {}
    # Proxies of the environment are left out: they would connect to addresses that were not checked here.
    return httpx.AsyncClient(trust_env=False, timeout=options.timeout, headers=headers)


async def _hop(client: httpx.AsyncClient, url: str, here: httpx.URL, options: Options) -> Fetched | httpx.URL:
    """What one address answers, or where it redirects to."""
    request = await _request(client, url, here, options)
    response = await client.send(request, stream=True)
    try:
        if response.is_redirect and (target := response.headers.get("location")):
            return here.join(target)
        return await _answer(url, str(here), response, options)
    finally:
        await response.aclose()


async def _request(client: httpx.AsyncClient, url: str, here: httpx.URL, options: Options) -> httpx.Request:
    """A request that goes to the checked address itself, so that a second look-up cannot lead elsewhere."""
    if here.scheme not in ("http", "https") or not here.host:
        raise Refused(
            url, f"{here} is not a web address: only http:// and https:// are fetched; save it and name the file"
        )
    address = await _address(url, here, options)
    return client.build_request(
        "GET",
        here.copy_with(host=address, fragment=None),
        headers={"Host": here.netloc.decode("ascii")},
        extensions={"sni_hostname": here.raw_host.decode("ascii")},
    )


async def _address(url: str, here: httpx.URL, options: Options) -> str:
    """The first address of a host, once every one of them was found public."""
    port = here.port or (443 if here.scheme == "https" else 80)
    host = here.raw_host.decode("ascii").strip("[]")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable(url, f"the host {host} was not found ({error}); check its spelling and the network") from None
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not options.allow_private and not is_public(address):
            raise Refused(
                url, f"{host} is at the private address {address}, which is not on the web; --allow-private fetches it"
            )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public web: not private, loopback, link-local, reserved or multicast,
    nor an IPv6 form that carries such an IPv4 address."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def _answer(url: str, last: str, response: httpx.Response, options: Options) -> Fetched:
    if response.status_code >= 400:
        why = f"the server answered {response.status_code} {response.reason_phrase}; open it in a browser"
        raise BadStatus(url, why, response.status_code)
    content_type = response.headers.get("content-type", "")
    version = Version(response.headers.get("etag", ""), response.headers.get("last-modified", ""))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    if response.status_code == _NOT_MODIFIED:
        return Fetched(last, b"", None, None, content_type, at, version, unchanged=True)
    form = of_content_type(url, content_type)
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > options.max_bytes:
        raise _too_large(url, options)
    data = await _body(url, response, options)
    return Fetched(last, data, form, response.charset_encoding, content_type, at, version)


async def _body(url: str, response: httpx.Response, options: Options) -> bytes:
    """The body, decompressed piece by piece, so that neither a long nor a hugely compressed one fills the memory."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("gzip", "x-gzip", "deflate", "identity", ""):
        raise Unreadable(
            url, f"is compressed as {coding!r}, though only gzip was asked for; save the page and name the file"
        )
    inflate = Inflate() if coding not in ("identity", "") else None
    body = bytearray()
    async for raw in response.aiter_raw(_CHUNK):
        try:
            body += inflate.feed(raw, options.max_bytes + 1 - len(body)) if inflate else raw
        except zlib.error as error:
            raise Unreadable(url, f"its {coding} body is broken ({error}); try again later") from None
        if len(body) > options.max_bytes:
            raise _too_large(url, options)
    if inflate and inflate.cut:
        raise Unreadable(url, f"its {coding} body is cut off after {len(body):,} bytes; try again later")
    return bytes(body)


def _too_large(url: str, options: Options) -> SourceError:
    return Refused(
        url, f"gives more than {options.max_bytes:,} bytes, the limit; save the story's text and name the file"
    )
