"""Many routines as one folder for the web: the story of ``coach export --all``.

::

    find every routine, and what would shape its files    -> Wanted     (identity)
    compare with what the folder says it holds            -> Plan       (plan; pure)
    make what has changed, side by side                   -> Outcome    (making, lane, job)
    remember each as soon as it is whole                  -> Manifest   (manifest)
    write the page, the feed and a cover for it, if they would differ  (masthead, index, feed, cover; pure)

A file is never half written; whatever ends the work, finished files are kept, and the next run continues from there.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from coach.errors import CoachError, Code, ExportError, NotFoundError
from coach.files import Format
from coach.folders import Folders
from coach.programme import Wishes, find_bed, find_routine
from coach.progress import Progress, unreported
from coach.shelf import _feed as feed
from coach.shelf import _index as index
from coach.shelf import _manifest as manifest
from coach.shelf import _shelf_cover as cover
from coach.shelf._address import Address
from coach.shelf._build import FailedRoutine, Job, Outcome
from coach.shelf._fingerprint import Sayers, check_options, for_routine, identity
from coach.shelf._folder import Folder, opened
from coach.shelf._manifest import Manifest, Role, ShelfEntry
from coach.shelf._masthead import Masthead, MastheadWishes, masthead
from coach.shelf._parts import ShelfPart, is_for_feeds, parts
from coach.shelf._plan import Wanted, clashes, leftovers, planned
from coach.shelf._scheduler import made
from coach.voice import cores

Make = Callable[[Sequence[Job]], Iterator[Outcome]]

_PAGES: Final = frozenset({index.INDEX_NAME, feed.FEED_NAME, cover.COVER_NAME, manifest.MANIFEST_NAME})
_OF_FEED: Final = frozenset({feed.FEED_NAME, cover.COVER_NAME})


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: which routines, as what, where to, and what to say about all of them.

    Without ``address`` there is no feed. ``anew`` rebuilds everything, even over files that are not coach's.
    """

    names: tuple[str, ...]
    folder: Path
    format: Format
    wishes: Wishes
    folders: Folders
    masthead: MastheadWishes = field(default_factory=MastheadWishes)
    address: Address | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How it went. ``problems`` are by the names of routines; ``left`` are files of coach's that belong to nothing any more."""

    made: tuple[str, ...]
    unchanged: tuple[str, ...]
    problems: dict[str, CoachError]
    notes: tuple[str, ...]
    left: tuple[Path, ...]
    listed: tuple[ShelfEntry, ...]
    has_feed: bool
    has_old_feed: bool = False
    """There is a feed from an earlier run that was not written this time."""


def make_shelf(order: Order, on_progress: Progress = unreported, make: Make = made) -> Report:
    """Bring a folder up to date, and report how it went. An error in one routine does not stop the others.

    Raises:
        ExportError: the folder cannot be used, another coach is working in it, it holds files of these names that are not coach's, or
            its disk is full; what was finished until then is there.
        NotFoundError: there are no routines, none has an option that was asked for, or there is no such bed.
    """
    if not order.names:
        raise NotFoundError("There are no routines to export", "Write a script first.", code=Code.NO_ROUTINES)
    beside = parts(order.format)
    bed = find_bed(order.wishes.bed, order.folders)
    with opened(order.folder) as folder:
        return _Shelf(order, folder, beside, bed).run(on_progress, make)


@dataclass(slots=True)
class _Shelf:
    order: Order
    folder: Folder
    beside: tuple[ShelfPart, ...]
    bed: Path | None
    known: Manifest = field(default_factory=Manifest)
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    problems: dict[str, CoachError] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)

    def run(self, on_progress: Progress, make: Make) -> Report:
        self.known = self.folder.read_manifest()
        wanted = self._wanted()
        self._check_strangers(wanted)
        with ThreadPoolExecutor(cores()) as threads:
            entries = [self.known.routines[each.name] for each in wanted if each.name in self.known.routines]
            whole = dict(zip(entries, threads.map(self.folder.is_whole, entries), strict=True))
        plan = planned(wanted, self.known, whole.__getitem__, anew=self.order.anew)
        self._make(plan.to_make, on_progress, make)
        listed = self._listed()
        has_feed = self._write_pages(listed)
        pages = _PAGES if has_feed or self._has_old_feed() else _PAGES - _OF_FEED
        in_use = [entry for name in self.order.names if (entry := self.known.routines.get(name))]
        left = (self.folder.path / name for name in leftovers(self.known, in_use, pages))
        return Report(
            tuple(self.made),
            plan.unchanged,
            self.problems,
            tuple(self.notes),
            tuple(path for path in left if path.exists()),
            listed,
            has_feed,
            not has_feed and self._has_old_feed(),
        )

    def _wanted(self) -> list[Wanted]:
        """Every routine that can be read, and what would shape it; the others become problems."""
        sayers = Sayers(self.order.wishes, self.order.folders.cache)
        options, wanted = set[str](), list[Wanted]()
        for name in self.order.names:
            try:
                found = find_routine(name, self.order.folders)
                options |= {option.name for option in found.routine.options}
                sayer = sayers.of(found.routine.language)
                digest = identity(found, for_routine(self.order.wishes, found), sayer, self.bed, self.beside)
            except CoachError as error:
                self.problems[name] = error
            except OSError as error:
                what, path = f"{name}: {error.filename} cannot be read: {error.strerror}", str(error.filename or "")
                self.problems[name] = ExportError(what, code=Code.FILE_UNREADABLE, path=path)
            else:
                files = tuple(part.file_of(name) for part in self.beside)
                size = sum(len(script.text) for script in (found.script, *found.included))
                wanted.append(Wanted(name, digest, files, sayer.full_name, size))
        check_options(self.order.wishes, frozenset(options))
        self.problems |= (in_the_way := clashes(wanted, _PAGES))
        return [each for each in wanted if each.name not in in_the_way]

    def _check_strangers(self, wanted: Sequence[Wanted]) -> None:
        """Nothing that somebody else has put there is overwritten, unless everything is rebuilt."""
        names = _PAGES.union(*(each.files for each in wanted)) - (frozenset() if self.order.address else _OF_FEED)
        strangers = self.folder.strangers(names, self.known.files)
        if strangers and not self.order.anew:
            others = f" and {len(strangers) - 1} more" if strangers[1:] else ""
            raise ExportError(
                f"{strangers[0]}{others} would be overwritten, and {'were' if others else 'was'} not made by coach",
                "Choose another folder. Nothing was changed.",
                code=Code.FILES_OF_OTHERS,
                path=str(strangers[0]),
            )

    def _make(self, to_make: Sequence[Wanted], on_progress: Progress, make: Make) -> None:
        if not to_make:
            on_progress(1, 1)
            return
        self._remember(
            self.known.claiming(frozenset({manifest.MANIFEST_NAME}).union(*(each.files for each in to_make)))
        )
        order = self.order
        jobs = [
            Job(
                each.name,
                each.digest,
                each.voice,
                order.folder,
                order.format.name,
                order.wishes,
                self.bed,
                order.folders,
            )
            for each in to_make
        ]
        on_progress(0, len(jobs))
        for done, outcome in enumerate(make(jobs), start=1):
            if isinstance(outcome, FailedRoutine):
                if outcome.is_final:
                    hint = "Free some disk space and run the same command again: finished files are kept."
                    raise outcome.error.reworded(outcome.error.what, hint)
                self.problems[outcome.name] = outcome.error
            else:
                self._remember(self.known.with_entry(outcome.entry, self.started))
                self.made.append(outcome.name)
                self.notes |= dict.fromkeys(outcome.notes)
            on_progress(done, len(jobs))

    def _listed(self) -> tuple[ShelfEntry, ...]:
        """What is on the shelf: of a routine that cannot be made right now, what was made of it before."""
        routines = self.known.routines
        entries = (routines[name] for name in self.order.names if name in routines)
        return tuple(entry for entry in entries if entry.name not in self.problems or self.folder.is_whole(entry))

    def _write_pages(self, listed: tuple[ShelfEntry, ...]) -> bool:
        """Write the page and the feed if they would differ from what is there; return whether there is a feed."""
        if not listed:
            return False
        told = masthead(self.order.masthead, listed)
        has_feed = self.order.address is not None and any(_in_feed(entry) for entry in listed)
        if self.order.address is not None and has_feed:
            self._write_feed(told, self.order.address, listed)
        has_link = has_feed or self._has_old_feed()
        self._write_page(index.INDEX_NAME, index.index_html(told, listed, has_feed=has_link))
        return has_feed

    def _has_old_feed(self) -> bool:
        """Whether there is a feed of ours, of an earlier time if it has not been written now."""
        return feed.FEED_NAME in self.known.files and (self.folder.path / feed.FEED_NAME).exists()

    def _write_feed(self, told: Masthead, address: Address, listed: tuple[ShelfEntry, ...]) -> None:
        guid = self.known.feed_guid or feed.feed_guid(address)
        named = {
            entry.name: entry if entry.guid else replace(entry, guid=feed.entry_guid(guid, entry.name))
            for entry in listed
        }
        self._remember(replace(self.known, feed_guid=guid, routines={**self.known.routines, **named}))

        self._write_cover(told, listed)

        def content(built: str) -> bytes:
            when = datetime.fromisoformat(built)
            return feed.feed_xml(feed.Feed(told, address, guid, when, tuple(named.values()), cover.COVER_NAME))

        if not (self.known.built and self.folder.holds(feed.FEED_NAME, content(self.known.built))):
            self._remember(replace(self.known, built=self.started))
            self._write_page(feed.FEED_NAME, content(self.started))

    def _write_cover(self, told: Masthead, listed: tuple[ShelfEntry, ...]) -> None:
        """Drawing it takes a moment, so that is done only if it would differ."""
        shaping = cover.shaping(told, listed)
        if self.known.cover != (shaping, self.folder.digest_of(cover.COVER_NAME)):
            self._write_page(cover.COVER_NAME, cover.cover(told, listed))
            self._remember(replace(self.known, cover=(shaping, self.folder.digest_of(cover.COVER_NAME))))

    def _write_page(self, name: str, content: bytes) -> None:
        if not self.folder.holds(name, content):
            self._remember(self.known.claiming(frozenset({name})))
            self.folder.put(name, content)

    def _remember(self, known: Manifest) -> None:
        if known != self.known:
            self.folder.write_manifest(known)
            self.known = known


def _in_feed(entry: ShelfEntry) -> bool:
    sound = entry.output(Role.SOUND)
    return sound is not None and is_for_feeds(sound.name)
