"""Settings; everything that differs between machines comes from the environment.

The variables are listed in ``docs/how-to/run-in-production.md``; a test reads it.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from lianxin.site import keys
from lianxin.site.demo import DEMO_PASSWORD

SITE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("LIANXIN_DATA", "var")).resolve()
DEMO = os.environ.get("LIANXIN_DEMO", "") == "1"
TLS = os.environ.get("LIANXIN_TLS", "0" if DEMO else "1") == "1"
DEBUG = False

LIANXIN_KEYS = Path(os.environ.get("LIANXIN_KEYS", str(DATA / "keys"))).resolve()
_keys = keys.load(LIANXIN_KEYS)
SECRET_KEY = _keys.secret
LIANXIN_FIELD_KEYS = _keys.fields
LIANXIN_HASH_KEY = _keys.hashing

ALLOWED_HOSTS = os.environ.get("LIANXIN_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host}" for host in ALLOWED_HOSTS if TLS and "*" not in host
]

INSTALLED_APPS = [
    "lianxin.site",
    "lianxin.programmes.elections",
    "lianxin.programmes.inspections",
    "lianxin.desks.reminders",
    "lianxin.desks.home",
    "lianxin.desks.search",
    "lianxin.desks.cards",
    "lianxin.desks.history",
    "lianxin.desks.administration",
    "lianxin.desks.mine",
    "lianxin.desks.responsibility",
    "lianxin.desks.imports",
    "lianxin.desks.workbook",
    "lianxin.desks.statistics",
    "lianxin.work.targets",
    "lianxin.work.goals",
    "lianxin.work.reviews",
    "lianxin.work.duties",
    "lianxin.work.guidance",
    "lianxin.facts.records",
    "lianxin.org.transfers",
    "lianxin.facts.polls",
    "lianxin.org.approvals",
    "lianxin.org.letters",
    "lianxin.org.personnel",
    "lianxin.org.posts",
    "lianxin.org.people",
    "lianxin.org.units",
    "lianxin.base.accounts",
    "lianxin.base.journal",
    "lianxin.base.log",
    "lianxin.base.files",
    "lianxin.base.jobs",
    "lianxin.base.documents",
    "lianxin.base.exports",
    "lianxin.base.archives",
    "lianxin.base.imports",
    "lianxin.base.crypto",
    "lianxin.base.rulebook",
    "lianxin.base.rules",
    "lianxin.base.ui",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lianxin.base.ui.middleware.kept_private",
    "lianxin.base.ui.middleware.refusals",
    "lianxin.base.ui.middleware.sign_in_required",
    "lianxin.site.middleware.actor",
    "lianxin.base.accounts.middleware.first_things_first",
]

ROOT_URLCONF = "lianxin.site.urls"
WSGI_APPLICATION = "lianxin.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lianxin.base.ui.templatetags.ui",
                "lianxin.base.ui.templatetags.quick",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lianxin.site.context_processors.page",
            ],
        },
    },
]
COTTON_DIR = "cotton"
FORM_RENDERER = "lianxin.base.ui.forms.renderer.Renderer"

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA / 'lianxin.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "lianxin.base.sqlite"
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # As many as the pages have: what falls out is parsed and planned anew each time.
        "cached_statements": 1000,
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;"
            "PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        pool={"min_size": 2, "max_size": int(os.environ.get("LIANXIN_POOL", "8"))},
        # What is asked a second time is prepared: see base/remembered/prepared.py.
        prepare_threshold=1 if os.environ.get("LIANXIN_PREPARE", "1") == "1" else None,
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["lianxin.base.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "lianxin.base.accounts.backends.CodeHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LIANXIN_DEMO_PASSWORD = DEMO_PASSWORD if DEMO else ""  # shown on the sign-in page
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:home"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False

ACCOUNT_ADAPTER = "lianxin.base.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "lianxin.base.accounts.adapters.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_RATE_LIMITS = {  # a whole office may come from one address
    "login": "600/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
}
ACCOUNT_FORMS = {
    "login": "lianxin.base.accounts.forms.SignInForm",
    "reauthenticate": "lianxin.base.accounts.forms.ConfirmPasswordForm",
    "change_password": "lianxin.base.accounts.forms.NewPasswordForm",
    "set_password": "lianxin.base.accounts.forms.FirstPasswordForm",
}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lianxin"
MFA_TOTP_TOLERANCE = 1  # a code typed as it changes
MFA_ADAPTER = "lianxin.base.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "lianxin.base.accounts.forms.SecondFactorForm",
    "reauthenticate": "lianxin.base.accounts.forms.ConfirmCodeForm",
    "activate_totp": "lianxin.base.accounts.forms.SetUpAppForm",
}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = keys.openid_connect_from(os.environ)
# How many proxies of ours stand in front: whose word on the caller's address counts.
ALLAUTH_TRUSTED_PROXY_COUNT = int(
    os.environ.get("LIANXIN_PROXIES", "1" if TLS else "0")
)

# In the database, as all workers on all machines must count the same attempts and
# only there is `add` atomic, on which the counting and the one-time codes rely.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "lianxin_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [SITE / "locale"]
LANGUAGE_COOKIE_AGE = 365 * 86400
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("LIANXIN_STATIC", "build/static")).resolve()
STATICFILES_DIRS = [SITE / "static", Path("build/assets").resolve()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "lianxin.site.static_files.HashedStaticFiles"},
}
LIANXIN_FILES = DATA / "files"
LIANXIN_ARCHIVES = DATA / "archives"
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # browsers also hold the redirect after a form against this list
        "form-action": [SELF, *keys.openid_connect_origins(os.environ)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "worker-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = TLS
CSRF_FAILURE_VIEW = "lianxin.base.ui.views.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; see the how-to
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_HSTS_SECONDS = 31536000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # the proxy redirects to https

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("LIANXIN_MAIL_HOST")
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("LIANXIN_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("LIANXIN_MAIL_PORT", "465"))
EMAIL_HOST_USER = os.environ.get("LIANXIN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LIANXIN_MAIL_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("LIANXIN_MAIL_FROM", "lianxin@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Whoever asks under another name is answered 400, and that stands in the request log.
    "loggers": {
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False}
    },
}

LIANXIN_PROOFS_PER_QUERY = 0  # beside the first: see docs/decisions/0019
LIANXIN_READERS = "lianxin.site.wiring.READERS"
LIANXIN_PANELS = "lianxin.site.wiring.PANELS"
LIANXIN_REFS = "lianxin.site.wiring.REFS"
LIANXIN_ABOUT_PEOPLE = "lianxin.site.wiring.ABOUT_PEOPLE"
LIANXIN_PERIODIC = "lianxin.site.wiring.PERIODIC"
