"""Settings shared by every way of running the site."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .environment import database, env, names, positive_int, strict_bool
from .intake import *  # noqa: F403
from .maps import *  # noqa: F403
from .recordings import *  # noqa: F403
from .search import *  # noqa: F403
from .state import BASE_DIR, var_dir

# Two sites can run side by side from one checkout, each with its own state.
VAR_DIR = var_dir()

INSTALLED_APPS = [
    "home",
    "search",
    "heritage",
    "media",
    "cms.core",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.BadInputMiddleware",
    "cms.core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.core.middleware.RefusedChangeMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "cms.core.context_processors.reading",
            ],
        },
    },
]

# WAL lets readers go on while one writes; IMMEDIATE takes the write lock at
# BEGIN, where the busy timeout can wait for it (a DEFERRED transaction that
# upgrades later fails at once).
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
DATABASES = {"default": database(default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
# To open SQLite anew, all of its schema read, took as long as the queries of a page.
DATABASES["default"] |= {"CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
# The project's own words, then what Wagtail's catalogues leave untranslated.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale_wagtail"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "cms" / "static"]
MEDIA_URL = "/uploads/"
MEDIA_ROOT = VAR_DIR / "uploads"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o644

# A page editor with a long body posts more fields than Django's default.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": [],
    }
}

# The two parts of a Content-Security-Policy that the public site is held to:
# nothing inline, nothing from another host.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "style-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows the page in a frame.
SECURE_REFERRER_POLICY = "same-origin"

WAGTAIL_SITE_NAME = "戎光"
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_USER_LOGIN_FORM = "cms.core.login_form.LoginForm"
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILADMIN_RECENT_EDITS_LIMIT = 8

WAGTAILIMAGES_IMAGE_MODEL = "core.CoreImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.core.upload_forms.CheckedImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = positive_int("IMAGE_MAX_MB", default=20) * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = positive_int("IMAGE_MAX_MEGAPIXELS", default=60) * 1_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.CoreDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.core.upload_forms.CheckedDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = positive_int("DOCUMENT_MAX_MB", default=50) * 1024 * 1024
# Only files the browser shows safely may open in the page; all others download.
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.segmenting"}}

# The public search: an index directory, made anew from the database at any time.
SEARCH_INDEX_DIR = VAR_DIR / "search"

# How many articles one upload in the admin may hold, and how large each may be.
IMPORT_MAX_FILES = positive_int("IMPORT_MAX_FILES", default=30)

# How large a list of people (CSV or Excel) uploaded in the admin may be.
IMPORT_LIST_MAX_SIZE = positive_int("IMPORT_LIST_MAX_MB", default=50) * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"cms": {"level": "INFO"}, "search": {"level": "INFO"}},
}

# Behind a proxy that ends TLS: tells Django which requests came over https.
BEHIND_TLS_PROXY = strict_bool("BEHIND_TLS_PROXY", default=False)
if BEHIND_TLS_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")
