"""JSON chapters of Podcasting 2.0, as version 1.2 of the format wants them."""

import json
from itertools import pairwise

import pytest
from hypothesis import given

from coach.timeline import Timeline
from coach.words import json_chapters
from tests.words.helpers import SHIPPED, ms, programme, shipped_routine, texts


@pytest.mark.parametrize("name", SHIPPED)
def test_of_every_routine(name: str) -> None:
    made = shipped_routine(name)
    timeline = programme(made).timeline()
    data = json.loads(json_chapters(timeline, title=made.title, description=made.summary, file_name=f"{name}.mp3"))
    assert (data["version"], data["title"], data["fileName"]) == ("1.2.0", made.title, f"{name}.mp3")
    assert data["description"] == made.summary
    starts: dict[str, int] = {}
    for event in timeline.events:
        starts.setdefault(event.place.section_title, ms(event.start))
    assert {chapter["title"]: round(chapter["startTime"] * 1000) for chapter in data["chapters"]} == starts
    assert all(before["endTime"] == after["startTime"] for before, after in pairwise(data["chapters"]))
    assert (data["chapters"][0]["startTime"], data["chapters"][-1]["endTime"]) == (0, ms(timeline.length) / 1000)


@given(texts)
def test_any_title_comes_back_and_what_is_empty_is_left_out(title: str) -> None:
    data = json.loads(json_chapters(Timeline(()), title=title))
    assert data == {"version": "1.2.0", **({"title": title} if title else {}), "chapters": []}
