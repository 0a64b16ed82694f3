"""The kinds of fault that real articles showed, each with what is right: an example or two, and others of its kind."""

from typing import ClassVar

import pytest

from coach.importer import draft_script
from tests.importer.told import drafted, notes, sections, steps


class TestWhatABlockSaysDecidesItsPart:
    """1. Not its neighbours."""

    def test_a_paragraph_after_a_list_of_things_is_the_work(self) -> None:
        text = "# Film\n\n- Developer\n- Fixer\n\nPour the developer into the tank. Shake it for two minutes.\n"
        assert drafted(text, "a.md").needs == ("Developer", "Fixer")
        assert steps(text, "a.md") == ["Pour the developer into the tank. Shake it for two minutes. [for: 2m]"]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "Back\n\n1. Sphinx - a small backbend.\nLie on your belly.\n\n2. Bridge - a bigger one.\nLift your hips.",
                ["**Sphinx - a small backbend** Lie on your belly.", "**Bridge - a bigger one** Lift your hips."],
            ),
            ("Back\n\n1. Cobra\n\nHow to do it: Press into your hands.", ["**Cobra** Press into your hands."]),
            (
                "Tea\n\n- Green tea\n- A small pot\n\nWarm the pot. Pour in the water.",
                ["Warm the pot. Pour in the water."],
            ),
            (
                "Eyes\n\n• Blink quickly.\n\nNow cover your eyes with your palms.",
                ["Blink quickly.", "Now cover your eyes with your palms."],
            ),
            ("Hals\n\n1. Nicken\n\nSenken Sie das Kinn zur Brust.\n", ["**Nicken** Senken Sie das Kinn zur Brust."]),
            ("Rest\n\nIt is late.\n\n- Dim the lights.\n\nYou did well today.\n", ["Dim the lights."]),
        ],
    )
    def test_so_it_is_everywhere(self, text: str, said: list[str]) -> None:
        assert steps(text) == said


class TestAListOfThingsEnds:
    """2. Where its style changes, or a sentence comes."""

    FOOT_BATH = "Foot bath\n\nYou will need:\n\n- A bowl\n- A towel\n\n1. Fill the bowl.\n2. Dry the feet.\n\n"

    @pytest.mark.parametrize("end", ["", "Afterwards:\n\n1. Put on socks.\n"])
    def test_at_the_numbers_after_bullets(self, end: str) -> None:
        text = self.FOOT_BATH + end
        assert drafted(text).needs == ("A bowl", "A towel")
        assert steps(text)[:2] == ["Fill the bowl.", "Dry the feet."]
        assert len(steps(text)) == (3 if end else 2)

    @pytest.mark.parametrize(
        "text",
        [
            "Bath\n\nIngredients:\n* A bowl\n* A towel\n\nFill the bowl. Dry the feet.\n",
            "Bath\n\nWhat you need\nA bowl\nA towel\n\nWhat to do\nFill the bowl. Dry the feet.\n",
            "# Bath\n\n**You will need:** A bowl, A towel\n\n- Fill the bowl.\n- Dry the feet.\n",
            "<h1>Bath</h1><h2>Supplies</h2><ul><li>A bowl<li>A towel</ul><ol><li>Fill the bowl.</li><li>Dry the feet.</ol>",
            "Bath\n\nTools: A bowl; A towel.\n\nStep 1: Fill the bowl.\nStep 2: Dry the feet.\n",
        ],
    )
    def test_so_it_does_in_other_shapes(self, text: str) -> None:
        routine = drafted(text, "a.html" if text.startswith("<") else "a.md" if text.startswith("#") else "a.txt")
        assert routine.needs == ("A bowl", "A towel")
        said = steps(text, "a.html" if text.startswith("<") else "a.md" if text.startswith("#") else "a.txt")
        assert " ".join(said) == "Fill the bowl. Dry the feet."


class TestATimeThatIsNoTask:
    """3. How long a whole takes, when something is done, how long something keeps."""

    def test_the_total_is_a_note_and_the_sides_stay(self) -> None:
        text = "Foot care\n\n1. Press your thumbs along the sole.\n2. Switch feet and repeat. All in all this takes about 20 minutes.\n"
        assert sections(text) == [(("right foot", "left foot"), 1, ["Press your thumbs along the sole."])]
        assert "20 minutes" in notes(drafted(text))

    @pytest.mark.parametrize(
        "text",
        [
            "Scan\n\nScan (5 minutes):\n\n- Notice your feet.\n",
            "Coffee\n\n1. Pour the water.\n2. Serve it. The cup stays hot for 20 minutes.\n",
            "Tea\n\n1. Pour the water.\n2. Once 1 minute has passed, stir.\n",
            "Tea\n\n1. Stir until there is 1 minute left.\n",
            "Tea\n\n3 min read\n\n1. Stir.\n",
            "Rest\n\n1. Breathe softly, or until calm returns.\n",
            "Rest\n\nIt lasts ten minutes.\n\n1. Breathe softly.\n",
            "Rest\n\n1. Open the window every 20 minutes.\n",
            "Rest\n\n1. After 30 seconds, open your eyes.\n",
            "Rest\n\n1. Do this three times a day.\n",
            "Ruhe\n\nDas dauert 10 Minuten.\n\n1. Atmen Sie ruhig.\n2. Öffnen Sie nach 5 Minuten die Augen.\n",
        ],
    )
    def test_so_it_is_nowhere_a_directive(self, text: str) -> None:
        assert not any("[" in step for step in steps(text))


class TestSides:
    """4. Which words ask for the other side, how far they reach, and what is left of their sentence."""

    def test_the_other_hand_may_only_go_on(self) -> None:
        text = "Arm\n\n1. Stroke down the arm.\n2. With the other hand, repeat the stroke. Repeat 6 times.\n"
        assert sections(text)[0][0] == ()
        assert steps(text)[1] == "With the other hand, repeat the stroke. Repeat 6 times. [repeat: 6 every 5s]"

    @pytest.mark.parametrize(
        ("text", "sides"),
        [
            ("Ear\n\n1. Pull the left ear.\n2. Do the same on the right.\n", ("left ear", "right ear")),
            ("Ear\n\n1. Pull the left ear gently.\n2. Then the right ear.\n", ("left ear", "right ear")),
            ("Neck\n\n1. Roll your head. Repeat in both directions.\n", ("one direction", "the other direction")),
            ("Hals\n\n1. Neigen Sie den Kopf. Wechseln Sie dann die Seite.\n", ("rechte Seite", "linke Seite")),
            ("Leg\n\n1. Shake one leg. Now the other leg.\n", ("right leg", "left leg")),
            ("Leg\n\n1. Stretch the calf (both sides).\n", ("right side", "left side")),
            ("Leg\n\n1. Lift the left knee and hold for 10 seconds, then switch legs.\n", ("left leg", "right leg")),
            ("Hanches\n\n1. Posez la cheville droite sur le genou. Changez de côté.\n", ("côté droit", "côté gauche")),
            ("Cadera\n\n1. Estira la pierna derecha. Cambia de pierna.\n", ("pierna derecha", "pierna izquierda")),
        ],
    )
    def test_words_that_ask_for_them(self, text: str, sides: tuple[str, ...]) -> None:
        assert [section[0] for section in sections(text)] == [sides]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "Leg\n\n1. Do ten on the left and then repeat on the right side.\n",
                "Do ten on the left. [repeat: 10 every 5s]",
            ),
            ("Leg\n\n1. Hold it for 20 seconds and switch sides.\n", "Hold it for 20 seconds. [hold: 20s]"),
            ("Leg\n\n1. Swing it ten times, then change legs.\n", "Swing it ten times. [repeat: 10 every 5s]"),
            ("Leg\n\n1. Circle the ankle 8 times per foot.\n", "Circle the ankle 8 times. [repeat: 8 every 5s]"),
            ("Leg\n\n1. Do ten on the right, then ten on the left.\n", "Do ten on the right. [repeat: 10 every 5s]"),
        ],
    )
    def test_what_is_done_once_on_each_does_not_say_so_and_keeps_its_count(self, text: str, said: str) -> None:
        ((sides, _, told),) = sections(text)
        assert len(sides) == 2
        assert told == [said]

    def test_they_reach_as_far_as_the_exercise(self) -> None:
        text = (
            "Calf\n\nStretch\n\n1. Stand tall.\n2. Step back with the right foot.\n3. Bend the front knee.\n"
            "4. Hold for 30 seconds.\n5. Repeat on the other side.\n\nFinish\n\n1. Shake your legs.\n"
        )
        assert [(len(sides), len(told)) for sides, _, told in sections(text)] == [(0, 1), (2, 3), (0, 1)]

    @pytest.mark.parametrize(
        "sentence",
        [
            "Place one hand on each side of the knee.",
            "Bring both knees to one side.",
            "Soak both feet for five minutes.",
            "Rock from left to right ten times.",
            "Hold the left wrist with the right hand.",
            "Take another breath and relax the other muscles.",
        ],
    )
    def test_not_every_side_is_one_of_two(self, sentence: str) -> None:
        assert [section[0] for section in sections(f"Rest\n\n1. Lie down.\n2. {sentence}\n")] == [()]


class TestCyclesCountsAndPauses:
    """5. Breathing and meditation."""

    def test_a_cycle_is_a_section_done_again(self) -> None:
        text = (
            "Box breath\n\n1. Breathe in for a count of four.\n2. Hold for four counts.\n3. Breathe out for a count of four.\n\n"
            "Repeat the cycle five times.\n"
        )
        said = [
            "Breathe in for a count of four. [for: 4s]",
            "Hold for four counts. [hold: 4s]",
            "Breathe out for a count of four. [for: 4s]",
        ]
        assert sections(text) == [((), 5, said)]

    @pytest.mark.parametrize(
        ("text", "rounds"),
        [
            ("Breath\n\n1. Inhale for 4.\n2. Exhale for 6.\n3. Repeat this cycle 8 times.\n", 8),
            ("Breath\n\n- Inhale for 4.\n- Exhale for 6.\n\nDo six rounds.\n", 6),
            ("Breath\n\n- Inhale for 4.\n- Exhale for 6.\n\nRepeat steps 1 and 2 three more times.\n", 4),
            ("Breath\n\nInhale for 4, exhale for 6. Repeat this ten times.\n", 10),
            (
                "Atem\n\n1. Atmen Sie vier Sekunden ein.\n2. Atmen Sie sechs Sekunden aus.\n\nWiederholen Sie den Zyklus zehnmal.\n",
                10,
            ),
            (
                "Souffle\n\n1) Inspirez pendant 4 secondes.\n2) Soufflez pendant 6 secondes.\n\nRépétez le cycle cinq fois.\n",
                5,
            ),
        ],
    )
    def test_so_are_others(self, text: str, rounds: int) -> None:
        assert [section[1] for section in sections(text)] == [rounds]

    @pytest.mark.parametrize(
        ("mark", "directive"),
        [
            ("\n\n(pause)\n\n", "[pause]"),
            (" Pause. ", "[pause]"),
            (" [Pause 10 seconds] ", "[pause: 10s]"),
            ("\n\n[pause for half a minute]\n\n", "[pause: 30s]"),
            ("\n\n(long pause)\n\n", "[pause: 20s]"),
            ("\n\n*pause*\n\n", "[pause]"),
            (" (silence, 1 minute) ", "[pause: 1m]"),
            ("\n\n... pause ...\n\n", "[pause]"),
        ],
    )
    def test_a_mark_for_silence_is_silence_where_it_stands(self, mark: str, directive: str) -> None:
        said = steps(f"Body scan\n\nClose your eyes.{mark}Feel your feet.\n")
        assert said == [f"Close your eyes. {directive}", "Feel your feet."]


class TestDosesJoinTheirExercise:
    """6. Sets, repetitions, and a hold that is repeated."""

    @pytest.mark.parametrize(
        ("text", "rounds", "directive"),
        [
            ("Knee\n\nSquat\n\n3 sets of 10 reps\n\nBend your knees and stand up.\n", 3, "[repeat: 10 every 5s]"),
            ("Knee\n\nSquat\n\nBend your knees and stand up.\n\nSets: 3\nReps: 10\n", 3, "[repeat: 10 every 5s]"),
            ("Knee\n\n1. Bend your knees and stand up. 3 x 10\n", 3, "[repeat: 10 every 5s]"),
            ("Knee\n\n- Bend your knees and stand up. 12 reps, 2 sets.\n", 2, "[repeat: 12 every 5s]"),
            ("Knee\n\n- Squeeze for 5 seconds and release. Repeat 10 times.\n", 1, "[repeat: 10 every 5s]"),
            ("Knee\n\n- Lift the leg. Hold: 4 s. Reps: 8.\n", 1, "[repeat: 8 every 4s]"),
            ("Knie\n\n1. Beugen Sie das Knie. 3 Sätze mit 12 Wiederholungen.\n", 3, "[repeat: 12 every 5s]"),
            ("Genou\n\n1. Pliez le genou. 3 séries de 10 répétitions.\n", 3, "[repeat: 10 every 5s]"),
            ("Knee\n\n- Plank on your forearms. Hold for 20 seconds. 3 sets.\n", 3, "[hold: 20s]"),
        ],
    )
    def test_each_way_to_write_them(self, text: str, rounds: int, directive: str) -> None:
        ((_, repeat, told),) = sections(text)
        assert repeat == rounds
        assert len(told) == 1
        assert told[0].endswith(directive)
        assert told[0].count("[") == 1


class TestTwoCountsInARow:
    """A second count is that of another movement, never a factor of the first."""

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (
                "Roll your shoulders back 10 times. Then forward 10 times.",
                ["Then forward 10 times. [repeat: 10 every 5s]"],
            ),
            ("Circle your arms 10 times. Then 3 times more.", ["Then 3 times more. [repeat: 3 every 5s]"]),
            ("Swing the leg 10 times. And again 10 times.", ["And again 10 times. [repeat: 10 every 5s]"]),
            ("Kreise die Schultern 10 Mal. Dann 8 Mal nach vorne.", ["Dann 8 Mal nach vorne. [repeat: 8 every 5s]"]),
        ],
    )
    def test_each_is_done_once(self, text: str, said: list[str]) -> None:
        ((_, rounds, told),) = sections(f"Warm-up\n\n1. {text}\n")
        assert rounds == 1
        assert told[1:] == said

    def test_the_same_count_for_the_other_side_is_the_count_of_each(self) -> None:
        ((sides, rounds, told),) = sections("Legs\n\n1. Roll 10 times. Then switch legs and do 10 times.\n")
        assert (len(sides), rounds, told) == (2, 1, ["Roll 10 times. [repeat: 10 every 5s]"])

    @pytest.mark.parametrize("again", ["Then repeat 3 times.", "Repeat 3 times.", "Do this three times.", "Do 3 sets."])
    def test_what_is_repeated_as_a_whole_is_a_section(self, again: str) -> None:
        assert sections(f"Legs\n\n1. Bend the knee 10 times. {again}\n")[0][1] == 3


def test_the_boxes_of_a_task_list_are_no_words() -> None:
    script = draft_script("# Legs\n\n- [ ] Lie down.\n- [x] Raise your legs.\n1. [X] Bend your knees.\n", "a.md").script
    assert "- Lie down.\n- Raise your legs.\n" in script
    assert "- Bend your knees." in script
    assert "\\[" not in script


class TestBenefitsAndFooters:
    """8. What an article says about itself, or about its site, is not spoken."""

    @pytest.mark.parametrize(
        "aside",
        [
            "Why it helps:\n\n- Move better.\n- Sleep well.\n",
            "Related articles:\n\n- Stretch your hips\n- Breathe better\n",
            "Aim: loosen the shoulders.\n",
            "Benefits: stretch the whole back.\n",
            "Source: Move well, page 3.\n",
            "Ziel: Dehnen Sie die Schultern.\n",
            "Tips\n\nUse warm oil. Take your time.\n",
            "References\n\n- Rest and move, a book.\n",
            "About the author\n\nFollow her on her walks. Ask her anything.\n",
            "Bienfaits\n\n- Dormez mieux.\n",
            "Leave a comment\n\nTry it with a ball. Hold it longer.\n",
            "Good to know\n\nKeep it cool. Rub harder if you like.\n",
        ],
    )
    def test_each_is_a_note(self, aside: str) -> None:
        text = f"Shoulders\n\n1. Roll your shoulders.\n2. Shake your arms.\n\n{aside}"
        assert steps(text) == ["Roll your shoulders.", "Shake your arms."]


PAGE = """<html><head><title>Feet | A site</title></head><body>
<div class="top-nav"><a href="a">Warm up</a> <a href="b">Cool down</a></div>
<div class="content"><h1>Feet</h1>{before}
<p>Rub the sole with your thumbs.</p><p>Pull each toe.</p>{after}</div></body></html>"""


class TestWebPages:
    """9. Pages that do not mark their article."""

    @pytest.mark.parametrize(
        "block",
        [
            '<div class="post-meta">By Kim. Take a look: 3 May</div>',
            '<div class="shareButtons">Share this. Press the button.</div>',
            '<div id="cookie-notice"><p>Accept all. Press here.</p></div>',
            '<div id="comments"><div><p>Try it with oil!</p></div><p>Rub harder.</p></div>',
            '<section class="related-posts"><ul><li>Rub your hands.</li></ul></section>',
            '<div class="sidebar_widget"><p>Stretch your calves with us.</p></div>',
            '<ul><li><a href="x">Rub your hands</a></li><li><a href="y">Stretch your back</a></li></ul>',
            "<nav><p>Go back.</p></nav>",
            '<div class="ad"><p>Buy socks. Wear them.</p></div>',
        ],
    )
    @pytest.mark.parametrize("is_before", [True, False])
    def test_what_stands_around_it_is_not_spoken(self, block: str, is_before: bool) -> None:
        text = PAGE.format(before=block if is_before else "", after="" if is_before else block)
        assert steps(text, "a.html") == ["Rub the sole with your thumbs. Pull each toe."] or steps(text, "a.html") == [
            "Rub the sole with your thumbs.",
            "Pull each toe.",
        ]

    @pytest.mark.parametrize(
        ("head", "row", "said"),
        [
            ("Exercise|Repetitions|Hold", "Quad squeeze|8|5 seconds", "**Quad squeeze** [repeat: 8 every 5s]"),
            (
                "Exercise|How|Reps",
                "Heel slide|Slide the heel back|12",
                "**Heel slide** Slide the heel back. [repeat: 12 every 5s]",
            ),
            (
                "Name|Duration|What to do",
                "Plank|0:45|Keep your back flat.",
                "**Plank** Keep your back flat. [for: 45s]",
            ),
            ("Übung|Wiederholungen", "Brücke|10", "**Brücke** [repeat: 10 every 5s]"),
            ("Pose|Time (min)", "Rest|2", "**Rest** [for: 2m]"),
            ("Exercice|Tenir", "Planche|20", "**Planche** [hold: 20s]"),
        ],
    )
    def test_a_table_of_exercises_is_steps(self, head: str, row: str, said: str) -> None:
        rows = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in line.split('|'))}</tr>" for line in (head, row)]
        assert steps(
            f"<h1>Programme</h1><table>{''.join(rows)}</table>",
            "a.html",
            "de" if "Ü" in head else "fr" if "Exercice" in head else "en",
        ) == [said]

    def test_so_it_is_in_markdown(self) -> None:
        text = "# Knees\n\n| Exercise | Reps | Hold |\n|---|---|---|\n| Squeeze | 8 | 5 s |\n| Lift | 10 | 3 s |\n"
        assert steps(text, "a.md") == ["**Squeeze** [repeat: 8 every 5s]", "**Lift** [repeat: 10 every 3s]"]


class TestPlaceholdersAreNotSpoken:
    """10. What the writer still has to write stands in comments."""

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Rub your hands.", "a.txt"),
            ("# Feet\n\n- Rub them.", "a.md"),
            ("<h1>Feet</h1><p>Rub them.</p>", "a.html"),
            ("?", "2.txt"),
        ],
    )
    def test_a_draft_says_only_what_its_article_says(self, text: str, name: str) -> None:
        if not any(sign.isalnum() for sign in text):
            text = f"x{text}"
        routine = drafted(text, name)
        assert (routine.summary, routine.safety) == ("", ())
        assert "look: write below" in draft_script(text, name).script


class TestSafetyAndNeedsUnderOtherNames:
    """11. They go into the front matter, whatever they are called, and however often they come."""

    @pytest.mark.parametrize(
        "heading",
        [
            "When to stop",
            "Contraindications",
            "Do not do this if",
            "Who should not do this",
            "Precautions",
            "When not to massage",
            "Red flags",
            "Avoid this if",
            "Skip this if",
        ],
    )
    def test_safety(self, heading: str) -> None:
        text = f"Neck\n\n{heading}:\n\n- You feel dizzy.\n- Your arm tingles.\n\nExercise\n\n1. Turn your head.\n"
        assert drafted(text).safety == ("You feel dizzy.", "Your arm tingles.")
        assert steps(text) == ["Turn your head."]

    @pytest.mark.parametrize(
        "heading", ["Kontraindikationen", "Wann Sie aufhören sollten", "Précautions", "Cuándo parar", "Vorsicht"]
    )
    def test_safety_in_other_languages(self, heading: str) -> None:
        language = {"K": "de", "W": "de", "V": "de", "P": "fr", "C": "es"}[heading[0]]
        text = f"Titel hier\n\n{heading}:\n\n- vertigo\n- dolor 2\n\nTeil\n\n1. 1 2 3\n"
        assert drafted(text, "a.txt", language).safety == ("vertigo", "dolor 2")

    def test_a_second_safety_heading_adds_to_the_first(self) -> None:
        text = "Neck\n\nSafety\n\n- Go slowly.\n\nMove\n\n1. Turn your head.\n\nWarning\n\n- Never jerk.\n"
        assert drafted(text).safety == ("Go slowly.", "Never jerk.")

    @pytest.mark.parametrize(
        "heading", ["Tools", "Gather", "Equipment needed", "Supplies", "What you'll need", "Materials", "Kit", "Props"]
    )
    def test_needs(self, heading: str) -> None:
        text = f"Neck\n\n{heading}:\n\n- A towel\n- Some oil\n\nWork\n\n1. Turn your head.\n"
        assert drafted(text).needs == ("A towel", "Some oil")
        assert steps(text) == ["Turn your head."]


class TestLanguages:
    """12. The language is found out, and its instructions are found."""

    @pytest.mark.parametrize(
        ("text", "language", "count"),
        [
            ("Legen Sie sich auf den Rücken. Atmen Sie tief ein und aus. Danach die Beine ausschütteln.", "de", 1),
            ("Leg dich auf den Rücken. Zieh die Knie zu dir und bleib so liegen.", "de", 1),
            ("Allongez-vous sur le dos. Pliez les genoux et posez les pieds au sol.", "fr", 1),
            ("Pose les mains sur le ventre. Respire dans le bas du dos.", "fr", 1),
            ("Túmbate en el suelo con los pies juntos. Respira por la nariz.", "es", 1),
            ("Coloque las manos en la cintura. Gire el tronco hacia la derecha.", "es", 1),
            ("Lie down on your back and let your feet fall to the sides.", "en-US", 1),
        ],
    )
    def test_prose_is_spoken_in_its_own_language(self, text: str, language: str, count: int) -> None:
        routine = drafted(f"Titel\n\n{text}\n")
        assert routine.language == language
        assert len(steps(f"Titel\n\n{text}\n")) == count

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Sdraiati sulla schiena e respira con calma, poi porta le ginocchia al petto.", "it"),
            ("Ga op je rug liggen en adem rustig in en uit met je handen op de buik.", "nl"),
            ("Deite-se de costas e respire com calma, depois traga os joelhos para o peito.", "pt"),
            ("Rub.", "en-US"),
        ],
    )
    def test_others_are_named_too(self, text: str, language: str) -> None:
        assert drafted(f"1 2 3\n\n{text}\n").language == language


class TestNumbering:
    """13. Numbers that mark steps, however they are written."""

    @pytest.mark.parametrize(
        "text",
        [
            "Nap\n\n1.) Sit on the bed.\n2.) Lie down.\n3.) Close your eyes.\n",
            "Nap\n\n1/ Sit on the bed.\n2/ Lie down.\n3/ Close your eyes.\n",
            "Nap\n\n1. Sit on the bed.2. Lie down.3. Close your eyes.\n",
            "Nap\n\n1. Sit on the bed. 2. Lie down. 3. Close your eyes.\n",
            "Nap\n\nStep 1\nSit on the bed.\n\nStep 2\nLie down.\n\nStep 3\nClose your eyes.\n",
            "Nap\n\n(1) Sit on the bed.\n(2) Lie down.\n(3) Close your eyes.\n",
            "Nap\n\n1 - Sit on the bed.\n2 - Lie down.\n3 - Close your eyes.\n",
            "Nap\n\nSTEP ONE: Sit on the bed.\nSTEP TWO: Lie down.\nSTEP THREE: Close your eyes.\n",
        ],
    )
    def test_marks_are_not_spoken_and_part_the_steps(self, text: str) -> None:
        assert steps(text) == ["Sit on the bed.", "Lie down.", "Close your eyes."]


class TestSideTalk:
    """14. Talk inside a step is a note; an instruction in brackets is not."""

    @pytest.mark.parametrize(
        "talk",
        [
            "This helps the blood to flow.",
            "It feels lovely.",
            "Most people hold their breath here.",
            "I learned this from my aunt.",
            "That is the gluteus at work.",
            "The muscle relaxes after a while.",
        ],
    )
    def test_talk_is_a_note_of_its_step(self, talk: str) -> None:
        text = f"Sole\n\n1. Press the sole. {talk}\n2. Rest.\n"
        assert steps(text) == ["Press the sole.", "Rest."]
        assert talk in notes(drafted(text))

    @pytest.mark.parametrize(
        "remark",
        [
            "put pillows between the knees",
            "keep breathing",
            "bend the knees a little",
            "use your thumbs",
            "10 times",
            "don't press hard",
        ],
    )
    def test_what_brackets_tell_to_do_is_said(self, remark: str) -> None:
        assert f"({remark})" in steps(f"Sole\n\n1. Press the sole ({remark}).\n2. Rest.\n")[0]

    @pytest.mark.parametrize("remark", ["blue line", "the big one", "see the picture", "my favourite"])
    def test_what_they_only_tell_is_a_note(self, remark: str) -> None:
        text = f"Sole\n\n1. Press the sole ({remark}).\n2. Rest.\n"
        assert steps(text) == ["Press the sole.", "Rest."]
        assert remark in notes(drafted(text))

    def test_no_step_says_more_than_45_words_nor_goes_on_after_its_time(self) -> None:
        sentence = "Press the sole with both thumbs and move from the heel to the toes. "
        text = f"Sole\n\n1. {sentence * 6} Hold for 20 seconds. {sentence * 2}\n"
        said = steps(text)
        assert max(len(step.split("[")[0].split()) for step in said) <= 45
        assert [step.endswith("[hold: 20s]") for step in said if "[" in step] == [True]
        assert " ".join(said).count("Press the sole") == 8


class TestAdviceAmongTheSteps:
    """15. A sentence about what is a danger is safety advice wherever it stands, and nothing to do."""

    WORK: ClassVar = {
        "en": "Roll your neck.",
        "fr": "Tournez la tête.",
        "de": "Drehen Sie den Kopf.",
        "es": "Gire la cabeza.",
    }

    @pytest.mark.parametrize(
        ("language", "advice"),
        [
            ("en", "Do not continue if you feel sharp pain."),
            ("en", "Stop if the pain is more than 4/10."),
            ("en", "If it hurts, stop."),
            ("en", "You should stop if you feel dizzy."),
            ("en", "Discontinue use if irritation occurs."),
            ("en", "Not for people with heart disease."),
            ("en", "Never use it on broken skin."),
            ("en", "Rest for 10 minutes if you feel dizzy."),
            ("en", "Sit down for a minute when you feel faint."),
            ("fr", "Arrêtez si ça fait mal."),
            ("fr", "En cas de vertige, arrêtez-vous."),
            ("fr", "Ne continuez pas si vous avez de la fièvre."),
            ("de", "Nicht anwenden bei Fieber."),
            ("de", "Hören Sie auf, wenn es schmerzt."),
            ("de", "Bei Schwindel bitte sofort aufhören."),
            ("es", "No lo haga si está embarazada."),
            ("es", "Pare si siente dolor."),
            ("es", "Si le duele, deténgase."),
        ],
    )
    @pytest.mark.parametrize("shape", ["1. {0}\n\n{1}\n", "{1}\n\n1. {0}\n", "1. {0} {1}\n", "- {1}\n- {0}\n"])
    def test_is_safety_advice(self, language: str, advice: str, shape: str) -> None:
        work = self.WORK[language]
        text = f"Titel\n\n{shape.format(work, advice)}"
        assert drafted(text, "a.txt", language).safety == (advice,)
        assert steps(text, "a.txt", language) == [work]

    @pytest.mark.parametrize(
        "work", ["Stop when the dough is smooth.", "Do not lift your heels while you bend.", "Rest for 10 minutes."]
    )
    def test_what_names_no_danger_is_still_done(self, work: str) -> None:
        text = f"Title\n\n1. Roll your neck.\n2. {work}\n"
        assert drafted(text).safety == ()
        assert work in " ".join(steps(text))


class TestPlaceholders:
    """16. What a template holds until somebody writes there is a note, in whatever language."""

    @pytest.mark.parametrize(
        "held",
        [
            "Insert text here.",
            "TODO: add photo",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
            "[Your text here]",
            "Add a picture here",
            "TBD",
            "Name: ____ Date: ____",
            "Datum: ..........",
            "Hier Text einfügen",
            "Insérez votre texte ici.",
            "Escriba su texto aquí.",
        ],
    )
    @pytest.mark.parametrize(
        "shape", ["1. {0}\n\n{1}\n", "{1}\n\n1. {0}\n", "- {1}\n- {0}\n", "1. {0} {1}\n", "## {1}\n\n1. {0}\n"]
    )
    @pytest.mark.parametrize("language", ["en", "it"])
    def test_is_a_note(self, held: str, shape: str, language: str) -> None:
        text = f"# Title\n\n{shape.format('Roll your neck.', held)}"
        assert steps(text, "a.md", language) == ["Roll your neck."]
        assert held in notes(drafted(text, "a.md", language)).replace("\\", "")

    @pytest.mark.parametrize(
        "work", ["Insert the needle here.", "Add the photo to the album.", "Place your hands here."]
    )
    def test_work_is_still_done(self, work: str) -> None:
        assert steps(f"Title\n\n1. Roll your neck.\n2. {work}\n")[1] == work


class TestAPlanForTheDaysToCome:
    """17. How often in a day and for how many weeks is read, not spoken; a rest for those who need one has no time."""

    @pytest.mark.parametrize(
        ("language", "plan"),
        [
            ("en", "Do this exercise twice a day for two weeks."),
            ("en", "Practise it every morning."),
            ("en", "Repeat these movements for the next six weeks."),
            ("de", "Machen Sie diese Übung zweimal am Tag."),
            ("fr", "Faites cet exercice deux fois par jour pendant trois semaines."),
            ("es", "Haga este ejercicio dos veces al día."),
        ],
    )
    @pytest.mark.parametrize("shape", ["1. {0}\n\n{1}\n", "{1}\n\n1. {0}\n", "1. {0}\n2. {1}\n", "1. {0} {1}\n"])
    def test_is_a_note(self, language: str, plan: str, shape: str) -> None:
        work = TestAdviceAmongTheSteps.WORK[language]
        text = f"Titel\n\n{shape.format(work, plan)}"
        assert steps(text, "a.txt", language) == [work]
        assert plan in notes(drafted(text, "a.txt", language))

    def test_a_count_beside_it_is_kept(self) -> None:
        assert steps("Neck\n\n1. Roll your neck.\n2. Repeat it ten times, twice a day.\n")[0].endswith(
            "[repeat: 10 every 5s]"
        )

    @pytest.mark.parametrize(
        ("language", "rest"),
        [
            ("en", "Rest for 10 minutes if you feel dizzy."),
            ("en", "Rest for 2 minutes if you get tired."),
            ("de", "Ruhen Sie sich 10 Minuten aus, wenn Ihnen schwindlig ist."),
            ("fr", "Reposez-vous 5 minutes si vous en avez besoin."),
            ("es", "Descanse 5 minutos si lo necesita."),
        ],
    )
    def test_a_rest_for_those_who_need_one_has_no_time(self, language: str, rest: str) -> None:
        work = TestAdviceAmongTheSteps.WORK[language]
        assert "[" not in " ".join(steps(f"Titel\n\n1. {work}\n2. {rest}\n", "a.txt", language))

    def test_a_hold_for_those_who_can_has_one(self) -> None:
        assert steps("Neck\n\n1. Hold it for 30 seconds if you can.\n") == [
            "Hold it for 30 seconds if you can. [hold: 30s]"
        ]


class TestThingsNamedInALine:
    """18. A line that says what is needed is no heading, no title and no step, however it is written."""

    @pytest.mark.parametrize(
        ("language", "line", "things"),
        [
            ("de", "Du brauchst: ein Handtuch, Öl", ("ein Handtuch", "Öl")),
            ("en", "**You need:** a chair", ("a chair",)),
            ("en", "You will need: a chair; a towel", ("a chair", "a towel")),
            ("fr", "Matériel : un tapis, une serviette", ("un tapis", "une serviette")),
            ("es", "Necesitas: una silla", ("una silla",)),
        ],
    )
    @pytest.mark.parametrize(
        "shape",
        [
            "# Titel\n\n{1}\n\n1. {0}\n",
            "# Titel\n\n{1}\n\n{0}\n",
            "{1}\n\n1. {0}\n",
            "# Titel\n\n## Los\n\n{1}\n\n- {0}\n",
        ],
    )
    @pytest.mark.parametrize("name", ["titel.md", "titel.txt"])
    def test_are_needs(self, language: str, line: str, things: tuple[str, ...], shape: str, name: str) -> None:
        work = TestAdviceAmongTheSteps.WORK[language]
        routine = drafted(shape.format(work, line), name, language)
        assert routine.title == "Titel"
        assert routine.needs == things
        assert steps(shape.format(work, line), name, language) == [work]


class TestTheTimesOfASection:
    """19. What became the number of times that a section is done is not said in each of them."""

    @pytest.mark.parametrize(
        ("language", "said", "times"),
        [
            ("en", "Do this 3 times.", 3),
            ("en", "Repeat the cycle 4 times.", 4),
            ("en", "Do 3 rounds.", 3),
            ("es", "Repita el ciclo cuatro veces.", 4),
            ("de", "Wiederholen Sie den Ablauf fünfmal.", 5),
            ("fr", "Répétez le cycle trois fois.", 3),
        ],
    )
    def test_is_a_note(self, language: str, said: str, times: int) -> None:
        held = {
            "en": "Hold for 10 seconds.",
            "es": "Mantenga 10 segundos.",
            "de": "Halten Sie 10 Sekunden.",
            "fr": "Tenez 10 secondes.",
        }
        first = f"{TestAdviceAmongTheSteps.WORK[language]} {held[language]}"
        for text in (
            f"1. {first} {held[language]} {said}\n",
            f"1. {first}\n2. {first}\n\n{said}\n",
            f"{said}\n\n1. {first}\n2. {first}\n",
        ):
            routine = drafted(f"# Titel\n\n## Los\n\n{text}", "a.md", language)
            assert [section.repeat for section in routine.sections] == [times]
            assert said not in " ".join(steps(f"# Titel\n\n## Los\n\n{text}", "a.md", language))
            assert said in notes(routine)

    def test_a_count_of_each_stays_with_each(self) -> None:
        assert (
            sections("# T\n\n## Go\n\nRepeat each movement 8 times.\n\n1. Roll your neck.\n2. Bend.\n", "a.md")[0][1]
            == 1
        )


class TestWhatAGuessIsMadeFrom:
    """20. A look quotes the whole dose, sets and all."""

    @pytest.mark.parametrize(
        ("words", "dose"),
        [
            ("Lift your arms. 3 sets of 8.", "3 sets of 8"),
            ("Lift your arms for 3 sets of 8.", "3 sets of 8"),
            ("Lift your arms, 3 x 8.", "3 x 8"),
            ("Lift your arms. Two sets of ten reps.", "Two sets of ten reps"),
            ("Lift your arms. Do it 8 times.", "8 times"),
        ],
    )
    def test_is_the_whole_dose(self, words: str, dose: str) -> None:
        assert f"look: '{dose}' became [repeat: " in draft_script(f"# T\n\n## Go\n\n1. {words}\n", "a.md", "en").script


class TestWhatIsNeededIsSaidInASentence:
    """16. Without a list, a heading or a colon."""

    @pytest.mark.parametrize(
        ("language", "sentence", "needs"),
        [
            ("en", "You will need a chair and a towel.", ("a chair", "a towel")),
            ("en", "You need a mat, a cushion and some oil.", ("a mat", "a cushion", "some oil")),
            ("en", "All you need is a tennis ball.", ("a tennis ball",)),
            ("en", "Have a towel and some lotion ready.", ("a towel", "some lotion")),
            ("de", "Man braucht nur ein wenig Handcreme.", ("ein wenig Handcreme",)),
            ("de", "Sie benötigen eine Matte und ein Kissen.", ("eine Matte", "ein Kissen")),
            ("fr", "Il vous faut une chaise et une serviette.", ("une chaise", "une serviette")),
            ("es", "Necesitas una silla y una toalla.", ("una silla", "una toalla")),
        ],
    )
    def test_so_it_is_not_spoken(self, language: str, sentence: str, needs: tuple[str, ...]) -> None:
        work = {
            "en": "Sit down. Press your feet.",
            "de": "Setzen Sie sich hin. Drücken Sie die Füße.",
            "fr": "Asseyez-vous. Pressez les pieds.",
            "es": "Siéntate. Presiona los pies.",
        }[language]
        text = f"Feet\n\n{sentence}\n\n" + "\n".join(
            f"{n}. {one}." for n, one in enumerate(work.rstrip(".").split(". "), 1)
        )
        assert drafted(text, "a.txt", language).needs == needs
        assert sentence not in " ".join(steps(text, "a.txt", language))

    @pytest.mark.parametrize(
        "sentence",
        [
            "You will need to sit down for this.",
            "You need no oil.",
            "You need nothing but a bed.",
            "You need half an evening.",
            "You will need about ten minutes.",
        ],
    )
    def test_what_nobody_can_have_at_hand_is_not(self, sentence: str) -> None:
        assert drafted(f"Feet\n\n{sentence}\n\n1. Sit down.\n2. Press your feet.\n").needs == ()

    def test_beside_a_list_of_things_both_are(self) -> None:
        text = "# Bath\n\nYou need a bowl.\n\n## Ingredients\n\n- Salt\n- Water\n\n## Method\n\n1. Fill the bowl.\n"
        assert drafted(text, "a.md").needs == ("a bowl", "Salt", "Water")


class TestATimeForAllOfIt:
    """17. "Continue for five minutes" after a breath of ten seconds makes thirty rounds."""

    @pytest.mark.parametrize(
        ("language", "steps_", "onward", "rounds"),
        [
            ("en", ["Breathe in for a count of 5.", "Breathe out for a count of 5."], "Continue for five minutes.", 30),
            ("en", ["Inhale for 4.", "Hold for 7.", "Exhale for 8."], "Keep going for two minutes.", 6),
            ("en", ["Breathe in for 4 seconds.", "Breathe out for 6 seconds."], "Breathe like this for 3 minutes.", 18),
            ("de", ["Atme vier Sekunden ein.", "Atme sechs Sekunden aus."], "Mach so drei Minuten lang weiter.", 18),
            (
                "fr",
                ["Inspirez pendant 4 secondes.", "Expirez pendant 6 secondes."],
                "Continuez pendant cinq minutes.",
                30,
            ),
            ("es", ["Inspira durante 4 segundos.", "Espira durante 6 segundos."], "Continúa durante dos minutos.", 12),
        ],
    )
    @pytest.mark.parametrize("apart", [True, False])
    def test_is_a_number_of_rounds(
        self, language: str, steps_: list[str], onward: str, rounds: int, apart: bool
    ) -> None:
        start = {"en": "Sit down.", "de": "Setz dich hin.", "fr": "Asseyez-vous.", "es": "Siéntate."}[language]
        lines = [start, *steps_, onward]
        text = "Breath\n\n" + (
            "\n\n".join(lines) if apart else "\n".join(f"{n}. {one}" for n, one in enumerate(lines, 1))
        )
        routine = drafted(text, "a.txt", language)
        (section,) = [section for section in routine.sections if section.repeat > 1]
        assert section.repeat == rounds
        assert len(section.steps) == len(steps_)

    def test_after_one_step_it_is_the_time_of_that_step(self) -> None:
        assert steps("Feet\n\n1. Rub the heel.\n2. Continue for two minutes.\n")[0].endswith("[for: 2m]")


class TestDosesAsTherapistsWriteThem:
    """18. The rest between sets is not work, and a number may stand before its verb."""

    @pytest.mark.parametrize(
        ("dose", "rounds"),
        [
            ("Two sets of 12, with a minute's rest between sets.", 2),
            ("3 sets of 10, resting 30 seconds between sets.", 3),
            ("3 x 10, 60 seconds rest between the sets.", 3),
            ("2 sets of 15 with a short break after each set.", 2),
        ],
    )
    def test_the_rest_between_sets_is_for_the_writer(self, dose: str, rounds: int) -> None:
        text = f"Knee\n\n1. Slide your heel back. {dose}\n"
        ((_, repeat, (step,)),) = sections(text)
        assert repeat == rounds
        assert step.count("[") == 1
        assert "[repeat:" in step

    def test_of_a_dose_with_a_rest_the_count_is_taken(self) -> None:
        ((_, _, (step,)),) = sections("Knee\n\n1. Lift your leg. Hold for 3 secs. 10 reps, rest 1 min.\n")
        assert "[repeat: 10 every 3s]" in step
        assert "1m" not in step

    @pytest.mark.parametrize("dose", ["Zehnmal wiederholen.", "10 x wiederholen.", "10 Mal wiederholen."])
    def test_a_number_may_come_first(self, dose: str) -> None:
        ((_, _, (step,)),) = sections(f"Faust\n\n1. Die Faust ballen, 5 Sek. halten und wieder lösen. {dose}\n")
        assert "[repeat: 10 every 5s]" in step

    @pytest.mark.parametrize(
        ("sentence", "length"),
        [
            ("Breathe for another minute.", "1m"),
            ("Knead for another 30 seconds.", "30s"),
            ("Rub for another half minute.", "30s"),
        ],
    )
    def test_another_is_one(self, sentence: str, length: str) -> None:
        assert f"[for: {length}]" in steps(f"Rest\n\n1. {sentence}\n")[0]


class TestTheOtherSideInAWord:
    """19. "Then switch"; and a change that says when."""

    @pytest.mark.parametrize(
        "sentence",
        [
            "Cross your left ankle over your right thigh. Breathe here for 1 min, then switch.",
            "Cross your left ankle over your right thigh. Breathe here for 1 min and swap.",
            "Cross your left ankle over your right thigh. Breathe here for 1 min, then change.",
        ],
    )
    def test_then_switch(self, sentence: str) -> None:
        ((sides, _, (step,)),) = sections(f"Hips\n\n1. {sentence}\n")
        assert sides == ("left ankle", "right ankle")
        assert step.endswith("[for: 1m]")

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "Circle your right thumb in your left palm. After a minute, switch hands."),
            ("de", "Mit dem rechten Daumen Kreise in die linke Hand zeichnen. Nach einer Minute die Hand wechseln."),
            ("fr", "Massez la paume gauche avec le pouce droit. Après une minute, changez de main."),
        ],
    )
    def test_a_change_after_a_time_says_how_long_each_side_takes(self, language: str, text: str) -> None:
        routine = drafted(f"Hands\n\n1. {text}\n", "a.txt", language)
        (section,) = routine.sections
        assert len(section.sides) == 2
        (step,) = steps(f"Hands\n\n1. {text}\n", "a.txt", language)
        assert step.endswith("[for: 1m]")

    def test_the_other_way_is_no_step_of_its_own(self) -> None:
        ((sides, _, (step,)),) = sections("Towel\n\n1. Twist the towel for half a minute. Then twist the other way.\n")
        assert len(sides) == 2
        assert step == "Twist the towel for half a minute. [for: 30s]"


class TestAdviceWhereverItStands:
    """20. In a quotation, as a condition that says what to do instead, and before a link to the clinic."""

    @pytest.mark.parametrize(
        ("language", "advice"),
        [
            ("en", "If you feel dizzy, go back to breathing normally."),
            ("en", "If your back hurts, come out of the pose."),
            ("en", "Call us if your calf becomes hot, red or swollen."),
            ("en", "Never massage a leg that is swollen, hot or painful."),
            ("de", "Wenn dir schwindlig wird, atme normal weiter."),
            ("fr", "Si vous avez des vertiges, revenez à une respiration normale."),
            ("es", "Si te mareas, vuelve a respirar con normalidad."),
        ],
    )
    @pytest.mark.parametrize("shape", ["{}", "> {}"])
    def test_is_safety_advice(self, language: str, advice: str, shape: str) -> None:
        work = {"en": "Sit down.", "de": "Setz dich hin.", "fr": "Asseyez-vous.", "es": "Siéntate."}[language]
        text = f"# Rest\n\n1. {work}\n\n{shape.format(advice)}\n"
        assert drafted(text, "a.md", language).safety == (advice,)
        assert advice not in " ".join(steps(text, "a.md", language))

    def test_a_name_that_is_like_a_greeting_is_a_name(self) -> None:
        assert steps("# Hips\n\n**Happy baby** Take hold of your feet and rock, 8-10 times.\n", "a.md") == [
            "**Happy baby** Take hold of your feet and rock, 8-10 times. [repeat: 9 every 5s]"
        ]
