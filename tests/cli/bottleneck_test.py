"""analyze --bottleneck: what of the past predicts the next byte."""

from analysis import Analyze, mutual_information
from support import sample_text


class Bottleneck(Analyze):
    def test_it_is_told_where_it_is_asked_for(self):
        text = sample_text(6000)
        self.assertNotIn("bottleneck", self.analysis(text))
        orders = self.analysis(text, "--bottleneck", "-m", "none")["bottleneck"]["orders"]
        self.assertEqual([order["order"] for order in orders], [1, 2, 3])
        self.assertAlmostEqual(orders[0]["information"], mutual_information(text, 1), places=6)
        for order in orders:
            needs = [need["bits"] for need in order["needs"]]
            self.assertEqual(needs, sorted(needs))
            self.assertLessEqual(needs[-1], order["context_bits"])
            for point in order["curve"]:
                self.assertLessEqual(point["relevant_bits"], min(order["information"], point["kept_bits"]) + 1e-9)
        for stop in orders[0]["stops"]:
            self.assertEqual(sum(group["members"] for group in stop["groups"]), orders[0]["contexts"])
            self.assertAlmostEqual(sum(group["share"] for group in stop["groups"]), 1)

    def test_the_table_names_groups_and_their_contexts(self):
        self.write("text", b"abcabdabcabd" * 200)
        table = self.pith("analyze", "--levels", "none", "--bottleneck", "-m", "none", "text")[0].decode()
        self.assertIn("\nThe information bottleneck: X the last bytes, Y the next one", table)
        self.assertRegex(table, r"groups? of the last byte: [0-9.]+ bits keep [0-9.]+ % of I")
        self.assertNotIn("The network as a bottleneck", table)
