"""train --update and merge: updates of parties become one model, which says where it comes from."""

import json
import os

from support import CliTest
from train_test import DATE, prose


class MergeTest(CliTest):
    """The folder has base.pithm, and texts of two parties in anna/ and ben/."""

    def setUp(self):
        super().setUp()
        self.environment = {**os.environ, "PITH_MODELS": str(self.folder), "PITH_MODEL": "none"}
        for party, first in (("base", 1), ("anna", 20), ("ben", 40)):
            (self.folder / party).mkdir()
            for number in range(first, first + 4):
                self.write(f"{party}/{number}.txt", prose(number))
        self.pith("train", "-q", "--date", DATE, "-o", "base.pithm", "base")

    def start(self, *arguments, **options):
        options.setdefault("env", self.environment)
        return super().start(*arguments, **options)

    def update(self, party, *options):
        return self.pith("train", "-q", "--from", "base", "--party", party, "--update", f"{party}.pithu", *options,
                         party)

    def merge(self, *arguments):
        return self.pith("merge", "--date", DATE, "-o", "ours.pithm", "base", *arguments)

    def test_two_parties_make_a_model_that_says_so(self):
        report = json.loads(self.update("anna", "--json")[0])
        self.assertEqual(report["bytes"], len(self.read("anna.pithu")))
        self.assertGreater(report["contexts"], 0)
        self.assertIn(b"an update of", self.update("ben")[0])
        merged = json.loads(self.merge("--json", "anna.pithu", "ben.pithu")[0])
        self.assertEqual(merged["model_bytes"], len(self.read("ours.pithm")))
        self.assertEqual(merged["parties"], 2)
        info = self.pith("info", "ours.pithm")[0].decode()
        self.assertRegex(info, r"merged: +2 updates, n-grams of 1 party or more")
        self.assertRegex(info, r"from: +base [0-9a-f]{16}")
        self.assertIn("party anna", info)

    def test_tuning_on_public_text_changes_the_model(self):
        self.update("anna")
        plain = json.loads(self.merge("--json", "anna.pithu")[0])["identity"]
        self.write("public.txt", prose(77))
        tuned = json.loads(self.merge("-f", "--json", "--tune", "public.txt", "anna.pithu")[0])["identity"]
        self.assertNotEqual(plain, tuned)

    def test_what_does_not_fit_is_refused_in_one_line(self):
        self.update("anna")
        self.merge("anna.pithu")
        self.assertIn("the update is of the model", self.refused("merge", "-o", "m.pithm", "ours", "anna.pithu"))
        self.assertIn("has another update", self.refused("merge", "-o", "m.pithm", "base", "anna.pithu", "anna.pithu"))
        self.assertIn("not an update", self.refused("merge", "-o", "m.pithm", "base", "anna/20.txt"))
        self.assertIn("choose a number", self.refused("merge", "-o", "m.pithm", "--min-parties", "2", "base",
                                                      "anna.pithu"))
        damaged = bytearray(self.read("anna.pithu"))
        damaged[-1] ^= 1
        self.write("damaged.pithu", bytes(damaged))
        self.assertIn("damaged", self.refused("merge", "-o", "m.pithm", "base", "damaged.pithu"))
        self.assertNotIn("m.pithm", self.names())

    def test_two_models_of_a_common_one_are_united_and_others_lose_what_is_told(self):
        for party in ("anna", "ben"):
            self.pith("train", "-q", "--date", DATE, "--from", "base", "-o", f"{party}.pithm", party)
        both = json.loads(self.pith("merge", "--json", "-o", "both.pithm", "anna.pithm", "ben.pithm")[0])
        self.assertEqual(both["lost"], [])
        self.assertGreater(both["contexts"], 0)
        info = self.pith("info", "both.pithm")[0].decode()
        self.assertRegex(info, r"merged: +(anna|ben) [0-9a-f]{16}, (anna|ben) ")
        self.pith("train", "-q", "--date", DATE, "-o", "other.pithm", "ben")
        told = self.pith("merge", "-o", "lossy.pithm", "base.pithm", "other.pithm")[0].decode()
        self.assertRegex(told, r"lost +the n-grams of (base|other) [0-9a-f]{16}, as the models do not go on")

    def test_outputs_obey_the_rules(self):
        self.update("anna")
        before = self.read("anna.pithu")
        self.refused("train", "-q", "--from", "base", "--update", "anna.pithu", "anna")
        self.refused("merge", "-f", "-o", "base.pithm", "base", "anna.pithu")
        self.refused("train", "-q", "-f", "--from", "base", "--update", "anna/20.txt", "anna")
        self.assertEqual(self.read("anna.pithu"), before)
        self.assertIn("--from", self.refused("train", "--update", "u.pithu", "anna"))
        self.assertIn("no network", self.refused("train", "--from", "base", "--time", "1s", "--update", "u.pithu",
                                                 "anna"))
        self.refused("train", "--from", "base", "--update", "u.pithu", "--bits", "5", "anna")

    def test_an_update_without_ngrams_has_none(self):
        self.assertEqual(json.loads(self.update("anna", "--no-ngrams", "--json")[0])["contexts"], 0)
