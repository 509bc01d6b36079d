"""JupyterHub for a class that shares one server; docs/deploy_jupyterhub.md explains how to use it.

Change the names and folders at the top; the rest follows from them.
"""

from pathlib import Path

c = get_config()  # noqa: F821 - JupyterHub defines it

COURSE = "focus_on_customers"  # nbgrader's course_id; the service must have the same name
HOME = Path("/srv/focus")
STUDENTS_PYTHON = HOME / "students"  # what everybody runs: the students' package and nbgrader
GRADER_PYTHON = HOME / "grader"  # the whole course; only the grader may read it
GRADER = "focus-grader"  # the account that owns the checkout and the gradebook
CHECKOUT = Path("/home") / GRADER / "course"
INSTRUCTORS = ["focus-teacher"]
STUDENTS = "focus-students"  # a group of this machine: who is in it may log in
PORT_OF_GRADER = 9999


def programs_of(python: Path) -> dict[str, str]:
    """Return the environment in which the programs of one Python are found first."""
    return {"PATH": f"{python}/bin:/usr/local/bin:/usr/bin:/bin"}


# Accounts of this machine: nbgrader names students by their account, and its exchange relies on
# the owners of files. SimpleLocalProcessSpawner does not work, because it runs all as one user.
c.JupyterHub.authenticator_class = "pam"
c.LocalAuthenticator.allowed_groups = {STUDENTS}
c.Authenticator.allowed_users = set(INSTRUCTORS)
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [str(STUDENTS_PYTHON / "bin" / "jupyterhub-singleuser")]
c.Spawner.environment = programs_of(STUDENTS_PYTHON)
c.Spawner.notebook_dir = "~"
c.Spawner.default_url = "/lab"
# The default of 30 seconds is too short when a class logs in at the same time.
c.Spawner.start_timeout = 180
c.Spawner.http_timeout = 180

# The grader's own JupyterLab, which instructors share: /services/focus_on_customers/lab.
# JupyterHub forbids showing a page inside another, as JupyterLab shows the formgrader. Only here,
# pages may be shown inside pages of the same server.
c.JupyterHub.services = [
    {
        "name": COURSE,
        "url": f"http://127.0.0.1:{PORT_OF_GRADER}",
        "command": [
            str(GRADER_PYTHON / "bin" / "jupyterhub-singleuser"),
            "--ServerApp.tornado_settings="
            "{'headers': {'Content-Security-Policy': \"frame-ancestors 'self'\"}}",
        ],
        "user": GRADER,
        "cwd": str(CHECKOUT),
        "environment": programs_of(GRADER_PYTHON),
        "oauth_no_confirm": True,
    }
]
c.JupyterHub.load_groups = {f"formgrade-{COURSE}": {"users": INSTRUCTORS}}
c.JupyterHub.load_roles = [
    {
        "name": f"formgrade-{COURSE}",
        "groups": [f"formgrade-{COURSE}"],
        "scopes": [f"access:services!service={COURSE}"],
    }
]

# The Hub's own data, in a folder that only root can read.
c.JupyterHub.cookie_secret_file = str(HOME / "hub" / "cookie_secret")
c.JupyterHub.db_url = f"sqlite:///{HOME}/hub/hub.sqlite"
c.ConfigurableHTTPProxy.pid_file = str(HOME / "hub" / "proxy.pid")
