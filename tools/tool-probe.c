/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs one init in a process of its own, which is this program again, and tells how it ended. */

#include "tool-json.h"
#include "tool-options.h"
#include "tool-text.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* What an init may print before it counts as a flood. */
#define MAX_OUTPUT (1 << 20)

/* The report of the process: a word and a message. An extension can write there as well. */
#define MAX_REPORT (1 << 16)
#define REPORT_FD 3

typedef struct
{
  double timeout;
  gint64 memory;            /* MiB, 0 for no limit */
} Limits;

typedef struct
{
  GMainLoop *loop;
  GSubprocess *process;
  GInputStream *streams[2]; /* what it prints, what it reports */
  GString *texts[2];
  char buffers[2][4096];
  guint n_running;          /* streams, and the process */
  const char *stopped;      /* why it was killed */
} Probe;

static void
stop (Probe      *self,
      const char *why)
{
  const char *pid = g_subprocess_get_identifier (self->process);

  if (self->stopped == NULL)
    self->stopped = why;
  /* With whatever it has started: it leads a process group. */
  if (pid != NULL)
    kill (-atoi (pid), SIGKILL);
}

static void
finish_one (Probe *self)
{
  if (--self->n_running == 0)
    g_main_loop_quit (self->loop);
}

static void read_on (Probe *self, gsize which);

static void
take_bytes (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Probe *self = user_data;
  gsize which = source == G_OBJECT (self->streams[1]);
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    g_string_append_len (self->texts[which], self->buffers[which], n);
  if (self->texts[which]->len > (which == 0 ? MAX_OUTPUT : MAX_REPORT))
    stop (self, which == 0 ? "flood" : "bad-report");

  if (n > 0 && self->stopped == NULL)
    read_on (self, which);
  else
    finish_one (self);
}

static void
read_on (Probe *self,
         gsize  which)
{
  g_input_stream_read_async (self->streams[which], self->buffers[which],
                             sizeof self->buffers[which], G_PRIORITY_DEFAULT, NULL, take_bytes,
                             self);
}

static void
take_end (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Probe *self = user_data;

  g_subprocess_wait_finish (self->process, result, NULL);
  finish_one (self);
}

static gboolean
take_timeout (gpointer user_data)
{
  stop (user_data, "timeout");
  return G_SOURCE_CONTINUE;
}

/* Between fork and exec. */
static void
limit_process (gpointer user_data)
{
  const Limits *limits = user_data;
  const struct rlimit no_core = { 0, 0 };
  const struct rlimit memory = { limits->memory << 20, limits->memory << 20 };

  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  setrlimit (RLIMIT_CORE, &no_core);
  if (limits->memory > 0)
    setrlimit (RLIMIT_AS, &memory);
}

static GSubprocess *
spawn (char         **command,
       const Limits  *limits,
       int           *report,
       GError       **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  int pipe[2];

  if (!g_unix_open_pipe (pipe, FD_CLOEXEC, error))
    return NULL;

  *report = pipe[0];
  g_subprocess_launcher_take_fd (launcher, pipe[1], REPORT_FD);
  g_subprocess_launcher_set_child_setup (launcher, limit_process, (gpointer) limits, NULL);
  g_subprocess_launcher_setenv (launcher, "TENDRIL_QUARANTINE", "0", TRUE);
  return g_subprocess_launcher_spawnv (launcher, (const char *const *) command, error);
}

static char *
describe_end (Probe *self)
{
  const char *report = self->texts[1]->str;

  if (self->stopped != NULL)
    return g_strdup (self->stopped);
  if (g_subprocess_get_if_signaled (self->process))
    {
      const char *name = sigabbrev_np (g_subprocess_get_term_sig (self->process));

      return g_strdup_printf ("signal SIG%s", name != NULL ? name : "?");
    }
  if (*report == '\0')
    return g_strdup_printf ("exit %d", g_subprocess_get_exit_status (self->process));
  if (g_str_equal (report, "active\n"))
    return g_strdup ("ok");
  if (g_utf8_validate (report, self->texts[1]->len, NULL) && strchr (report, '\n') != NULL)
    return g_strndup (report, strcspn (report, "\n"));
  return g_strdup ("bad-report");
}

static void
print_end (Probe      *self,
           const char *id,
           const char *end,
           gboolean    json)
{
  const char *message = strchr (self->texts[1]->str, '\n');
  gboolean has_message = self->stopped == NULL && message != NULL && message[1] != '\0' &&
                         g_utf8_validate (message, -1, NULL);
  g_autofree char *output = g_utf8_make_valid (self->texts[0]->str, MIN (self->texts[0]->len, 4096));

  if (json)
    {
      g_autoptr (JsonBuilder) builder = tool_json_begin ();

      tool_json_add_string (builder, "id", id);
      tool_json_add_string (builder, "result", end);
      tool_json_add_string (builder, "message", has_message ? message + 1 : NULL);
      tool_json_add_string (builder, "output", output);
      tool_json_print (builder);
    }
  else
    {
      g_autofree char *name = tool_escape (id);
      g_autofree char *word = tool_escape (end);
      g_autofree char *text = tool_escape (has_message ? message + 1 : "");

      g_print ("%s: %s%s%s\n", name, word, has_message ? ": " : "", text);
    }
}

static void
probe_clear (Probe *self)
{
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->process);
  for (gsize i = 0; i < G_N_ELEMENTS (self->streams); i++)
    {
      g_clear_object (&self->streams[i]);
      g_string_free (self->texts[i], TRUE);
    }
}

static ToolStatus
probe (const char    *id,
       char         **command,
       const Limits  *limits,
       gboolean       json)
{
  Probe self = { .n_running = 3 };
  g_autoptr (GError) error = NULL;
  g_autofree char *end = NULL;
  int report = -1;
  guint timer;

  self.process = spawn (command, limits, &report, &error);
  if (self.process == NULL)
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  self.loop = g_main_loop_new (NULL, FALSE);
  self.streams[0] = g_object_ref (g_subprocess_get_stdout_pipe (self.process));
  self.streams[1] = g_unix_input_stream_new (report, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (self.streams); i++)
    {
      self.texts[i] = g_string_new (NULL);
      read_on (&self, i);
    }
  timer = g_timeout_add (limits->timeout * 1000, take_timeout, &self);
  g_subprocess_wait_async (self.process, NULL, take_end, &self);
  g_main_loop_run (self.loop);
  g_source_remove (timer);

  /* What it has started ends with it. */
  end = describe_end (&self);
  print_end (&self, id, end, json);
  probe_clear (&self);
  return g_str_equal (end, "ok") ? TOOL_OK : TOOL_FAILED;
}

/* In the process: the last line of the story, if it gets there. */
static ToolStatus
run_here (TendrilExtensionRegistry *registry,
          const char               *id)
{
  TendrilExtension *extension;
  const GError *failure;
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;

  /* Not for what the init starts. */
  fcntl (REPORT_FD, F_SETFD, FD_CLOEXEC);
  if (!tendril_extension_registry_init_all (registry, NULL, &error))
    return TOOL_FAILED;

  extension = tendril_extension_registry_lookup (registry, id);
  failure = tendril_extension_get_error (extension);
  report = g_strdup_printf ("%s\n%s",
                            tool_enum_nick (TENDRIL_TYPE_EXTENSION_STATE,
                                            tendril_extension_get_state (extension)),
                            failure != NULL ? failure->message : "");
  return write (REPORT_FD, report, strlen (report)) > 0 ? TOOL_OK : TOOL_FAILED;
}

static char **
build_command (char **arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add (builder, "/proc/self/exe");
  g_strv_builder_add (builder, "probe");
  g_strv_builder_add (builder, "--here");
  for (gsize i = 1; arguments[i] != NULL; i++)
    g_strv_builder_add (builder, arguments[i]);

  return g_strv_builder_end (builder);
}

ToolStatus
tool_probe (int    argc,
            char **argv)
{
  gboolean json = FALSE;
  gboolean here = FALSE;
  Limits limits = { 10, 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a line of JSON"), NULL },
    { "timeout", 0, 0, G_OPTION_ARG_DOUBLE, &limits.timeout,
      N_ ("How long the init may take (10 by default)"), N_ ("SECONDS") },
    { "memory", 0, 0, G_OPTION_ARG_INT64, &limits.memory,
      N_ ("How much address space it may use (no limit by default)"), N_ ("MIB") },
    { "here", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &here, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_auto (GStrv) command = NULL;
  g_auto (ToolOptions) options = { 0 };
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;

  if (!tool_options_parse (&options, _ ("ID"),
                           _ ("Run the init of an extension in a process of its own, and tell how "
                              "it ends:\nok, failed, a signal, an exit, a timeout or a flood of "
                              "output."),
                           entries, &argc, &argv))
    return TOOL_USAGE;
  if (argc != 2)
    return tool_usage_error ("probe", _ ("probe needs the id of an extension"));

  /* Nobody else's init runs, and what it did to a host does not matter here. */
  g_setenv ("TENDRIL_ENABLE", argv[1], TRUE);
  g_setenv ("TENDRIL_QUARANTINE", "0", TRUE);
  registry = tool_options_new_registry (&options);
  if (!tendril_extension_registry_discover (registry, NULL, &error))
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }
  if (tendril_extension_registry_lookup (registry, argv[1]) == NULL)
    {
      g_printerr (_ ("tendril: no extension is called “%s”\n"), argv[1]);
      return TOOL_FAILED;
    }

  if (here)
    return run_here (registry, argv[1]);
  command = build_command (arguments);
  return probe (argv[1], command, &limits, json);
}
