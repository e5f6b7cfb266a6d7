"""Start Streamlit on an app and log how long each run of its script takes: ``serve.py APP PORT LOG``."""

import sys
import time
from pathlib import Path

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.web import cli

app, port, log = sys.argv[1:]
plain = ScriptRunner._run_script


def timed(self, rerun_data):
    """Run the script as Streamlit does, and append its milliseconds to the log."""
    start = time.perf_counter()
    try:
        return plain(self, rerun_data)
    finally:
        with Path(log).open("a", encoding="utf-8") as lines:
            lines.write(f"{1000 * (time.perf_counter() - start):.2f}\n")


ScriptRunner._run_script = timed
options = ["--server.port", port, "--server.headless", "true", "--browser.gatherUsageStats", "false"]
sys.argv = ["streamlit", "run", app, "--server.address", "127.0.0.1", *options]
cli.main()
