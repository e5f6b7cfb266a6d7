"""Start Streamlit on an app and log how long each run of its script takes: ``serve.py APP PORT LOG``."""

import sys
import time
from pathlib import Path

from streamlit.runtime.scriptrunner import script_runner
from streamlit.web import cli

app, port, log = sys.argv[1:]
plain = script_runner.exec_func_with_error_handling


def timed(func, ctx):
    """Run the script as Streamlit does, and append its milliseconds to the log."""
    start = time.perf_counter()
    try:
        return plain(func, ctx)
    finally:
        with Path(log).open("a", encoding="utf-8") as lines:
            lines.write(f"{1000 * (time.perf_counter() - start):.2f}\n")


script_runner.exec_func_with_error_handling = timed
options = ["--server.port", port, "--server.headless", "true", "--browser.gatherUsageStats", "false"]
sys.argv = ["streamlit", "run", app, "--server.address", "127.0.0.1", *options]
cli.main()
