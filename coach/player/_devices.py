"""The sound devices that miniaudio finds, and which of them people mean by a name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import miniaudio
from miniaudio import Backend

from coach.errors import Code, NotFoundError
from coach.player._bounded_call import BoundedCalls, without_chatter
from coach.player._output import no_answer, no_device

ANSWER_S: Final = 5.0
"""How long a sound system may take to open a device or to list its devices, in seconds; a frozen one never answers."""

_BOUNDED: Final = BoundedCalls(at_once=4)
"""For calls that may hang. A frozen server is tried again and again, so there is a bound on those that wait for it."""


@dataclass(frozen=True, slots=True)
class Device:
    """Something that can be played on. ``backend`` is the sound system it belongs to, ``handle`` the library's own name for it."""

    backend: Backend
    system: str
    name: str
    is_default: bool
    handle: Any = field(repr=False, compare=False)

    @property
    def full_name(self) -> str:
        """The name with that of its sound system, such as ``PulseAudio: Headphones``."""
        return f"{self.system}: {self.name}"


def real_backends() -> tuple[Backend, ...]:
    """All that this build of the library knows, in the library's own order of preference, without the one that only pretends."""
    enabled = miniaudio.get_enabled_backends()
    return tuple(backend for backend in Backend if backend in enabled and backend not in (Backend.NULL, Backend.CUSTOM))


def list_devices(backends: Sequence[Backend] | None = None) -> tuple[Device, ...]:
    """All devices, those of the preferred backend first. Raises OutputError if a sound system does not answer."""
    found: list[Device] = []
    for backend in real_backends() if backends is None else backends:
        try:
            with quietly(backend), suppress(miniaudio.MiniaudioError):
                found += _BOUNDED.within(ANSWER_S, partial(devices_of, backend))
        except TimeoutError:
            raise no_answer() from None
    return tuple(found)


def find_device(wish: str, devices: Sequence[Device]) -> Device:
    """The device of that name, or the only one with that in its name; of several systems' the preferred one's. Case does not matter.

    Raises NotFoundError, listing what there is, if there is none, or more than one.
    """
    for backend in dict.fromkeys(device.backend for device in devices):
        of_system = [device for device in devices if device.backend is backend]
        meant = _meant(wish, of_system)
        if len(meant) == 1:
            return meant[0]
        if meant:
            what, hint = f"'{wish}' matches several sound devices", f"Give more of the name: {_listed(meant)}"
            raise NotFoundError(what, hint, code=Code.DEVICE_AMBIGUOUS, name=wish, known=_names(meant))
    hint = f"Choose from: {_listed(devices)}" if devices else f"There are no sound devices. {no_device().hint}"
    what = f"There is no sound device called '{wish}'"
    raise NotFoundError(what, hint, code=Code.DEVICE_NOT_FOUND, name=wish, known=_names(devices))


def devices_of(backend: Backend) -> list[Device]:
    """What one sound system has. Raises MiniaudioError if it is not there. May hang.

    The library's own listing is of no use: it fails completely if one device cannot be asked for its details, and does not say which
    one is the default.
    """
    context = miniaudio.Devices([backend])
    infos, count = miniaudio.ffi.new("ma_device_info **"), miniaudio.ffi.new("ma_uint32 *")
    nothing = miniaudio.ffi.NULL
    result = miniaudio.lib.ma_context_get_devices(context._context, infos, count, nothing, nothing)  # noqa: SLF001 -- no other way
    if result != miniaudio.lib.MA_SUCCESS:
        raise miniaudio.MiniaudioError("cannot list devices", result)
    found = [_device(backend, context.backend, infos[0][number]) for number in range(count[0])]
    return list(_told_apart(device for device in found if _is_device(device)))


def quietly(backend: Backend) -> AbstractContextManager[None]:
    """What to try a backend's devices in: PulseAudio's library does not chatter, and it is the one that may take its time."""
    return nullcontext() if backend is Backend.PULSEAUDIO else without_chatter()


def _device(backend: Backend, system: str, info: Any) -> Device:
    name = miniaudio.ffi.string(info.name).decode(errors="replace")
    handle = miniaudio.ffi.new("ma_device_id *", info.id)
    return Device(backend, system, " ".join(name.split()), bool(info.isDefault), handle)


def _is_device(device: Device) -> bool:
    """Whether it is one: ALSA counts its converters, and a hole in the ground, among its devices."""
    if device.backend is not Backend.ALSA:
        return True
    name = bytes(miniaudio.ffi.buffer(device.handle)).split(b"\0")[0]
    return name == b"default" or b":" in name


def _told_apart(devices: Iterable[Device]) -> Iterator[Device]:
    """The devices, of which no two have the same name."""
    seen: Counter[str] = Counter()
    for device in devices:
        seen[device.name] += 1
        count = seen[device.name]
        name = device.name if count == 1 else f"{device.name} ({count})"
        yield Device(device.backend, device.system, name, device.is_default, device.handle)


def _meant(wish: str, devices: Sequence[Device]) -> list[Device]:
    wanted = wish.casefold()
    exact = [device for device in devices if wanted in (device.name.casefold(), device.full_name.casefold())]
    return exact or [device for device in devices if wanted in device.full_name.casefold()]


def _names(devices: Sequence[Device]) -> tuple[str, ...]:
    return tuple(device.full_name for device in devices)


def _listed(devices: Sequence[Device]) -> str:
    return "; ".join(_names(devices))
