import contextlib
import hashlib
import http.server
import io
import os
import tempfile
import threading
import time
import unittest
from pathlib import Path
from unittest import mock

from support import load

fetch_corpora = load("fetch_corpora")
from corpora import download, manifest  # noqa: E402  (support puts tools/ on the path)

TEXT = "It rained on the harbour all that night. ".encode() * 5000  # several pieces
SHA256 = hashlib.sha256(TEXT).hexdigest()


class Answers(http.server.BaseHTTPRequestHandler):
    """Hands each request to what the test's `server.pages` holds for its path; counts requests in `server.asked`."""

    def do_GET(self):
        self.server.asked.append(self.path)
        page = self.server.pages.get(self.path)
        if page is None:
            self.send_error(404)
        else:
            with contextlib.suppress(ConnectionError):  # of a client that has read enough
                page(self)

    def log_message(self, *_):
        pass


def serve(body, status=200, **headers):
    def page(answer):
        answer.send_response(status)
        for name, value in headers.items():
            answer.send_header(name.replace("_", "-"), value)
        answer.end_headers()
        answer.wfile.write(body)

    return page


def whole(body):
    return serve(body, Content_Length=str(len(body)))


def once(first, then):
    """A page that answers as `first` the first time."""
    pages = iter([first])
    return lambda answer: next(pages, then)(answer)


class FetchCorpora(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = Path(temporary.name)
        self.folder = self.root / "texts"
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.pages, self.server.asked = {}, []
        thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        for patch in (
            mock.patch.object(download, "RETRY_WAITS_SECONDS", (0, 0)),
            mock.patch.dict(os.environ, {"no_proxy": "127.0.0.1"}),
        ):
            patch.start()
            self.addCleanup(patch.stop)

    def row(self, name="a.txt", path="/a.txt", sha256=SHA256, size=len(TEXT), licence="CC0"):
        return f"{name},{self.address}{path},{sha256},{size},{licence}"

    def run_tool(self, rows, *arguments):
        """Exit status, what it printed, what it complained of."""
        listing = self.root / "manifest.csv"
        listing.write_text("\n".join([",".join(manifest.COLUMNS), *rows, ""]), encoding="utf-8")
        command = ["--manifest", str(listing), *arguments, str(self.folder)]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = fetch_corpora.main(command)
        return status, out.getvalue(), err.getvalue()

    def files(self):
        """All below the folder, unfinished ones too."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if not path.is_dir())

    def fails(self, page, *words):
        """The text is missing, nothing is left in its stead, and the one line of complaint holds `words`."""
        self.server.pages["/a.txt"] = page
        status, printed, complaint = self.run_tool([self.row()])
        self.assertEqual(status, 1)
        self.assertIn("0 fetched, 1 missing", printed)
        self.assertEqual(self.files(), [])
        self.assertEqual(complaint.count("\n"), 1, complaint)
        for word in ("a.txt: ", *words):
            self.assertIn(word, complaint)

    def test_a_text_that_verifies_gets_its_name(self):
        self.server.pages["/a.txt"] = whole(TEXT)
        self.server.pages["/b.txt"] = serve(TEXT)  # says no length
        rows = [self.row(), self.row("deep/er/b.txt", "/b.txt")]
        status, printed, complaint = self.run_tool(rows)
        self.assertEqual((status, complaint), (0, ""))
        self.assertIn("2 texts: 0 were there, 2 fetched, 0 missing", printed)
        self.assertEqual(self.files(), ["a.txt", "deep/er/b.txt"])
        self.assertEqual((self.folder / "deep/er/b.txt").read_bytes(), TEXT)

    def test_what_is_there_and_verifies_is_not_asked_for_again(self):
        self.server.pages.update({"/a.txt": whole(TEXT), "/b.txt": whole(TEXT)})
        self.run_tool([self.row()])
        status, printed, _ = self.run_tool([self.row(), self.row("b.txt", "/b.txt")])
        self.assertEqual(status, 0)
        self.assertIn("1 were there, 1 fetched", printed)
        self.assertEqual(self.server.asked, ["/a.txt", "/b.txt"])

    def test_other_bytes_of_the_same_number_never_get_the_name(self):
        self.fails(whole(TEXT[:-1] + b"!"), f"{self.address}/a.txt serves other bytes", "--mirror URL")
        self.assertEqual(len(self.server.asked), 1)

    def test_an_answer_that_announces_another_size_is_not_read(self):
        self.fails(whole(TEXT + b"!"), "serves 205,001 bytes, not 205,000", "--mirror URL")
        self.fails(whole(TEXT[:10]), "serves 10 bytes, not 205,000")

    def test_no_more_is_read_than_one_byte_over_the_size(self):
        pieces, read_piece = [], download.read_piece

        def counting(answer, size):
            pieces.append(read_piece(answer, size))
            return pieces[-1]

        with mock.patch.object(download, "read_piece", counting):
            self.fails(serve(TEXT * 20), "serves more than 205,000 bytes")
        self.assertEqual(sum(map(len, pieces)), len(TEXT) + 1)
        self.assertEqual(len(self.server.asked), 1)

    def test_a_text_that_breaks_off_is_tried_again_and_then_given_up(self):
        for page in (serve(TEXT[:1000], Content_Length=str(len(TEXT))), serve(TEXT[:1000])):
            self.server.asked.clear()
            self.fails(page, "ended after 1,000 of 205,000 bytes", "run this again")
            self.assertEqual(len(self.server.asked), 3)

    def test_a_passing_failure_passes(self):
        for trouble in (serve(b"", 503), serve(TEXT[:9]), serve(b"", 429)):
            self.server.pages["/a.txt"] = once(trouble, whole(TEXT))
            self.assertEqual(self.run_tool([self.row()])[0], 0)
            (self.folder / "a.txt").unlink()

    def test_a_text_that_is_not_found_is_asked_for_once(self):
        self.fails(None, f"{self.address}/a.txt answers 404")
        self.assertEqual(len(self.server.asked), 1)

    def test_nobody_at_the_address_is_a_passing_failure(self):
        with mock.patch.object(self, "address", "http://127.0.0.1:1"):
            self.fails(None, "does not answer", "run this again")

    def test_a_silent_server_is_not_waited_for(self):
        end = threading.Event()
        self.addCleanup(end.set)
        with mock.patch.object(download, "SILENCE_SECONDS", 0.05):
            self.fails(lambda answer: end.wait(10), "does not answer: timed out", "run this again")

    def test_a_server_that_trickles_is_given_up(self):
        def trickle(answer):
            serve(b"", Content_Length=str(len(TEXT)))(answer)
            for byte in TEXT[:200]:
                answer.wfile.write(bytes([byte]))
                time.sleep(0.02)

        with mock.patch.object(download, "TEXT_SECONDS", 0.05):
            self.fails(trickle, "took longer than")

    def test_a_senseless_length_is_no_length(self):
        for length in ("-1", "many", "9" * 5000):
            self.server.pages["/a.txt"] = serve(TEXT, Content_Length=length)
            self.assertEqual(self.run_tool([self.row()])[0], 0, length[:9])
            (self.folder / "a.txt").unlink()

    def test_a_redirection_leads_to_http_only(self):
        self.server.pages["/elsewhere"] = whole(TEXT)
        here = self.root / "here.txt"
        here.write_bytes(TEXT)
        self.fails(serve(b"", 302, Location=here.as_uri()), "not allowed")
        self.fails(serve(b"", 302, Location="ftp://127.0.0.1:1/here.txt"), "unknown url type: ftp")
        self.server.pages["/a.txt"] = serve(b"", 302, Location="/elsewhere")
        self.assertEqual(self.run_tool([self.row()])[0], 0)

    def test_one_failure_keeps_no_other_text_back(self):
        self.server.pages.update({"/b.txt": whole(TEXT), "/c.txt": whole(TEXT)})
        rows = [self.row(f"{name}.txt", f"/{name}.txt") for name in "abc"]
        for jobs in ("1", "3"):
            status, printed, complaint = self.run_tool(rows, "--jobs", jobs)
            self.assertEqual((status, self.files()), (1, ["b.txt", "c.txt"]))
            self.assertIn("1 missing", printed)
            self.assertEqual(complaint.count("\n"), 1)

    def test_a_file_that_is_another_text_stays_until_the_text_is_here(self):
        self.folder.mkdir()
        file = self.folder / "a.txt"
        file.write_bytes(b"x" * len(TEXT))
        status, _, complaint = self.run_tool([self.row()])
        self.assertEqual((status, file.read_bytes()), (1, b"x" * len(TEXT)))
        self.assertIn("the file of that name is another text", complaint)
        self.server.pages["/a.txt"] = whole(TEXT)
        self.assertEqual((self.run_tool([self.row()])[0], file.read_bytes()), (0, TEXT))

    def test_a_folder_that_cannot_be_written_is_a_failure_of_the_text(self):
        self.folder.write_bytes(b"a file")
        status, _, complaint = self.run_tool([self.row()])
        self.assertEqual(status, 1)
        self.assertIn("a.txt: ", complaint)
        self.assertIn(f"see to {self.folder}", complaint)

    def test_a_text_prepared_from_what_its_address_has_comes_from_a_mirror(self):
        rows = [self.row("english/a.txt", "/book/tree/src"), self.row("b.txt", "/b.xml")]
        status, _, complaint = self.run_tool(rows)
        self.assertEqual((status, self.server.asked), (1, []))
        self.assertIn(f"english/a.txt: prepared from {self.address}/book/tree/src", complaint)
        self.assertEqual(complaint.count("--mirror URL"), 2)
        self.server.pages.update({"/m/english/a.txt": whole(TEXT), "/m/b.txt": whole(TEXT)})
        for slash in ("", "/"):
            self.assertEqual(self.run_tool(rows, "--mirror", f"{self.address}/m{slash}")[0], 0)
            self.assertEqual(sorted(self.server.asked), ["/m/b.txt", "/m/english/a.txt"])
            (self.folder / "english/a.txt").unlink()
            (self.folder / "b.txt").unlink()
            self.server.asked.clear()

    def test_a_mirror_is_not_trusted(self):
        self.server.pages.update({"/m/a.txt": whole(TEXT[::-1]), "/a.txt": whole(TEXT)})
        status, _, complaint = self.run_tool([self.row()], "--mirror", f"{self.address}/m")
        self.assertEqual((status, self.files(), self.server.asked), (1, [], ["/m/a.txt"]))
        self.assertIn("use another mirror", complaint)

    def test_only_chooses_by_name(self):
        self.server.pages.update({"/a.txt": whole(TEXT), "/b.txt": whole(TEXT)})
        rows = [self.row("x/a.txt"), self.row("y/b.txt", "/b.txt")]
        self.assertEqual(self.run_tool(rows, "--only", "y/*")[0], 0)
        self.assertEqual(self.files(), ["y/b.txt"])
        status, _, complaint = self.run_tool(rows, "--only", "z/*")
        self.assertEqual(status, 2)
        self.assertIn("lists no text 'z/*'", complaint)

    def test_arguments_that_make_no_sense_are_errors(self):
        for arguments in (["--jobs", "0"], ["--jobs", "17"], ["--mirr", self.address]):
            with self.assertRaises(SystemExit) as stop:
                self.run_tool([self.row()], *arguments)
            self.assertEqual(stop.exception.code, 2)
        for mirror in ("", "file:///tmp", "ftp://127.0.0.1", "http://user:word@127.0.0.1/"):
            self.assertEqual(self.run_tool([self.row()], "--mirror", mirror)[0], 2)
        self.assertEqual(self.server.asked, [])


if __name__ == "__main__":
    unittest.main()
