/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-trust-private.h"

#include "tendril-debug-private.h"
#include "tendril-error.h"
#include "tendril-settings-file-private.h"
#include "tendril-trust-list.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* As many as the kernel follows. */
#define MAX_LINKS 40

typedef enum
{
  TRUST_UNKNOWN,
  TRUST_GOOD,
  TRUST_FOREIGN,
  TRUST_WORLD,
  TRUST_GROUP,
} Verdict;

/* What is known of a component: where it really is, and whether something on the way is bad. */
typedef struct
{
  char *real;               /* without links; NULL if it does not exist */
  Verdict verdict;
  gboolean sticky;          /* bad for nothing but that others may add to it */
  char *culprit;
} Component;

struct _TendrilTrust
{
  GHashTable *components;   /* path -> Component */
  GHashTable *groups;       /* gid and uid -> whether the group is private */
  char **exceptions;        /* canonical directories */
  guint n_links;
};

static void
component_free (gpointer data)
{
  Component *component = data;

  g_free (component->real);
  g_free (component->culprit);
  g_free (component);
}

gboolean
tendril_trust_is_lowered (void)
{
  return g_strcmp0 (tendril_getenv ("TENDRIL_TRUST"), "environment") == 0;
}

static TendrilTrust *
trust_new (void)
{
  TendrilTrust *self = g_new0 (TendrilTrust, 1);

  self->components = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, component_free);
  self->groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

/* Exceptions count only if nobody else could have written them: not in a directory that the
 * exceptions would be about, and not in a HOME that is another user's. */
TendrilTrust *
tendril_trust_new (void)
{
  g_autoptr (TendrilTrust) strict = trust_new ();
  g_autofree char *settings = tendril_settings_file_get_path ();

  if (!tendril_is_secure () && tendril_trust_check (strict, settings, NULL))
    strict->exceptions = tendril_trust_list (NULL);
  return g_steal_pointer (&strict);
}

void
tendril_trust_free (TendrilTrust *self)
{
  g_strfreev (self->exceptions);
  g_hash_table_unref (self->components);
  g_hash_table_unref (self->groups);
  g_free (self);
}

/* Debian and Fedora give each user a group of the same name, and a umask that lets it write. */
static gboolean
look_up_private_group (uid_t uid,
                       gid_t gid)
{
  char user_buffer[1024], group_buffer[4096];
  struct passwd user, *found_user = NULL;
  struct group group, *found_group = NULL;

  if (getpwuid_r (uid, &user, user_buffer, sizeof user_buffer, &found_user) != 0 ||
      getgrgid_r (gid, &group, group_buffer, sizeof group_buffer, &found_group) != 0 ||
      found_user == NULL || found_group == NULL)
    return FALSE;

  for (char **member = group.gr_mem; *member != NULL; member++)
    if (strcmp (*member, user.pw_name) != 0)
      return FALSE;

  /* /usr/local is root:staff 2775 on Debian, whose policy makes staff as good as root there. */
  return strcmp (group.gr_name, user.pw_name) == 0 ||
         (uid == 0 && strcmp (group.gr_name, "staff") == 0);
}

static gboolean
is_private_group (TendrilTrust *self,
                  uid_t         uid,
                  gid_t         gid)
{
  gint64 key = ((gint64) uid << 32) | gid;
  gpointer known = g_hash_table_lookup (self->groups, &key);

  if (known == NULL)
    {
      known = GINT_TO_POINTER (look_up_private_group (uid, gid) ? 1 : 2);
      g_hash_table_insert (self->groups, g_memdup2 (&key, sizeof key), known);
    }

  return GPOINTER_TO_INT (known) == 1;
}

static gboolean
is_beneath (const char *path,
            const char *directory)
{
  gsize length = strlen (directory);

  return strncmp (path, directory, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Flatpak and OSTree show files of other owners there, that nobody can write. */
static gboolean
is_read_only_system (const char *path)
{
  struct statvfs info;

  return (is_beneath (path, "/app") || is_beneath (path, "/usr")) &&
         statvfs (path, &info) == 0 && (info.f_flag & ST_RDONLY) != 0;
}

static Verdict
judge (TendrilTrust      *self,
       const char        *path,
       const struct stat *info,
       gboolean           is_link)
{
  gboolean owned = info->st_uid == 0 || info->st_uid == geteuid ();

  if (!owned && !is_read_only_system (path))
    return TRUST_FOREIGN;
  /* The mode of a link means nothing. */
  if (is_link)
    return TRUST_GOOD;
  if (info->st_mode & S_IWOTH)
    return TRUST_WORLD;
  if ((info->st_mode & S_IWGRP) && !is_private_group (self, info->st_uid, info->st_gid))
    return TRUST_GROUP;
  return TRUST_GOOD;
}

static const Component *look_at (TendrilTrust *self,
                                 const char   *path);

static void
inherit (Component       *component,
         const Component *from)
{
  component->verdict = from->verdict;
  component->culprit = g_strdup (from->culprit);
}

/* The parent of the link is judged; the target is as good as its own path. */
static void
follow (TendrilTrust *self,
        Component    *component,
        const char   *parent,
        const char   *path)
{
  g_autofree char *target = g_file_read_link (path, NULL);
  g_autofree char *absolute = NULL;
  const Component *real;

  if (target == NULL || self->n_links == MAX_LINKS)
    return;

  absolute = g_path_is_absolute (target) ? g_strdup (target)
                                         : g_build_filename (parent, target, NULL);
  self->n_links++;
  real = look_at (self, absolute);
  self->n_links--;

  component->real = g_strdup (real->real);
  component->sticky = real->sticky;
  if (component->verdict == TRUST_GOOD)
    {
      g_clear_pointer (&component->culprit, g_free);
      inherit (component, real);
    }
}

static void
fill (TendrilTrust    *self,
      Component       *component,
      const Component *parent,
      const char      *name)
{
  g_autofree char *path = g_build_filename (parent->real, name, NULL);
  gboolean parent_is_good = parent->verdict == TRUST_GOOD || parent->sticky;
  Verdict verdict;
  struct stat info;

  if (lstat (path, &info) != 0)
    {
      inherit (component, parent);
      return;
    }

  verdict = judge (self, path, &info, S_ISLNK (info.st_mode));
  if (parent_is_good)
    {
      component->verdict = verdict;
      component->culprit = g_strdup (path);
    }
  else
    {
      inherit (component, parent);
    }

  if (S_ISLNK (info.st_mode))
    {
      follow (self, component, parent->real, path);
      return;
    }
  /* What lies in a sticky directory only its owner, and the directory's, can replace. */
  component->sticky = parent_is_good && verdict != TRUST_FOREIGN && S_ISDIR (info.st_mode) &&
                      (info.st_mode & S_ISVTX) != 0;
  component->real = g_steal_pointer (&path);
}

/* `..` behind a link leads where the kernel says: up from the target. */
static const Component *
look_at_parent (TendrilTrust    *self,
                const Component *component)
{
  g_autofree char *up = component->real != NULL ? g_path_get_dirname (component->real) : NULL;

  return up != NULL ? look_at (self, up) : component;
}

static Component *
look_at_root (TendrilTrust *self)
{
  Component *component = g_new0 (Component, 1);
  struct stat info;

  component->real = g_strdup ("/");
  component->culprit = g_strdup ("/");
  component->verdict = lstat ("/", &info) == 0 ? judge (self, "/", &info, FALSE) : TRUST_FOREIGN;
  return component;
}

static Component *
look_below (TendrilTrust *self,
            const char   *directory,
            const char   *name)
{
  Component *component = g_new0 (Component, 1);
  const Component *parent = look_at (self, directory);

  if (strcmp (name, "..") == 0)
    parent = look_at_parent (self, parent);
  if (strcmp (name, ".") == 0 || strcmp (name, "..") == 0 || parent->real == NULL)
    {
      component->real = g_strdup (parent->real);
      component->sticky = parent->sticky;
      inherit (component, parent);
    }
  else
    {
      fill (self, component, parent, name);
    }

  return component;
}

static const Component *
look_at (TendrilTrust *self,
         const char   *path)
{
  Component *component = g_hash_table_lookup (self->components, path);
  const Component *known;

  if (component != NULL)
    return component;

  if (strcmp (path, "/") == 0)
    {
      component = look_at_root (self);
    }
  else
    {
      g_autofree char *directory = g_path_get_dirname (path);
      g_autofree char *name = g_path_get_basename (path);

      component = look_below (self, directory, name);
    }

  /* Links in a circle come by here again before they know. */
  known = g_hash_table_lookup (self->components, path);
  if (known != NULL)
    {
      component_free (component);
      return known;
    }

  g_hash_table_insert (self->components, g_strdup (path), component);
  return component;
}

/* An exception vouches for a directory, all above it, and what is in it. */
static gboolean
is_excepted (const TendrilTrust *self,
             const char         *real)
{
  for (guint i = 0; self->exceptions != NULL && real != NULL && self->exceptions[i] != NULL; i++)
    if (is_beneath (real, self->exceptions[i]))
      return TRUE;

  return FALSE;
}

static void
explain (const char  *component,
         Verdict      verdict,
         GError     **error)
{
  static const struct
  {
    const char *cause;
    const char *repair;
  } rows[] = {
    [TRUST_FOREIGN] = { "belongs to another user", NULL },
    [TRUST_WORLD] = { "can be written by everybody", "chmod o-w" },
    [TRUST_GROUP] = { "can be written by a group that others belong to", "chmod g-w" },
  };
  g_autofree char *quoted = g_shell_quote (component);

  if (rows[verdict].repair != NULL)
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_UNTRUSTED,
                 "%s %s; “%s %s” repairs it, “tendril trust add DIR” accepts a directory as it is",
                 component, rows[verdict].cause, rows[verdict].repair, quoted);
  else
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_UNTRUSTED,
                 "%s %s; “tendril trust add DIR” accepts a directory as it is", component,
                 rows[verdict].cause);
}

gboolean
tendril_trust_check (TendrilTrust  *self,
                     const char    *path,
                     GError       **error)
{
  const Component *component = look_at (self, path);

  if (component->verdict == TRUST_GOOD || is_excepted (self, component->real))
    return TRUE;

  explain (component->culprit != NULL ? component->culprit : path,
           component->verdict == TRUST_UNKNOWN ? TRUST_FOREIGN : component->verdict, error);
  return FALSE;
}
