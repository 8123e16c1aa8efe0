"""Configuration files for the reference and our program; neither etcd nor Redis is needed for what is run with them."""

ALEMBIC = """[alembic]
script_location = ai.backend.manager.models:alembic
sqlalchemy.url = {}
[loggers]
keys = root
[logger_root]
level = WARNING
handlers = console
[handlers]
keys = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
formatter = plain
[formatters]
keys = plain
[formatter_plain]
format = %(message)s
"""
MANAGER = """[etcd]
namespace = "local"
addr = {{ host = "127.0.0.1", port = 1 }}
[db]
type = "postgresql"
addr = {{ host = "{}", port = {} }}
name = "{}"
user = "postgres"
password = "none"
[manager]
num-proc = 1
[docker-registry]
ssl-verify = false
[logging]
level = "WARNING"
drivers = ["console"]
[logging.pkg-ns]
"" = "WARNING"
[logging.console]
colored = false
format = "simple"
[debug]
enabled = false
"""
