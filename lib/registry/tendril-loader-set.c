/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-loader-set-private.h"

#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-owner-private.h"

typedef struct
{
  const char *suffix;       /* interned */
  TendrilEntryPointLoader *loader;
  TendrilOwner *owner;      /* NULL: any thread may run it */
} Row;

struct _TendrilLoaderSet
{
  GMutex mutex;             /* guards rows and the suffixes in them */
  GHashTable *rows;         /* interned language -> Row */
  GHashTable *runners;      /* callable -> the extension that has run it; the owner's thread */
};

/* An interpreter is the process's, and so is its loader. */
static GMutex host_mutex;
static GHashTable *host_rows;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->owner, tendril_owner_free);
  g_object_unref (row->loader);
}

static void
row_unref (gpointer row)
{
  g_atomic_rc_box_release_full (row, row_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Row, row_unref)

static Row *
row_new (const char              *suffix,
         TendrilEntryPointLoader *loader)
{
  Row *row = g_atomic_rc_box_new0 (Row);
  GMainContext *context = tendril_entry_point_loader_get_main_context (loader);

  row->suffix = g_intern_string (suffix);
  row->loader = g_object_ref (loader);
  if (context != NULL)
    row->owner = tendril_owner_new_for_context (context);

  return row;
}

static GHashTable *
new_rows (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, row_unref);
}

TendrilLoaderSet *
tendril_loader_set_new (void)
{
  TendrilLoaderSet *self = g_new0 (TendrilLoaderSet, 1);

  g_mutex_init (&self->mutex);
  self->rows = new_rows ();
  self->runners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  return self;
}

void
tendril_loader_set_free (TendrilLoaderSet *self)
{
  g_hash_table_unref (self->runners);
  g_hash_table_unref (self->rows);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
tendril_loader_set_add (TendrilLoaderSet        *self,
                        const char              *language,
                        const char              *suffix,
                        TendrilEntryPointLoader *loader)
{
  Row *row = row_new (suffix, loader);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_replace (self->rows, (gpointer) g_intern_string (language), row);
}

/**
 * tendril_set_host_loader:
 * @language: a language, as in [property@Extension:language]
 * @loader: (nullable): what runs its entry points, or %NULL for what Tendril itself has
 *
 * Says that the process has a runtime of a language, and how entry points are run in it: every
 * registry to which no loader of that language was added uses @loader.
 *
 * In Python and JavaScript this has been done as soon as Tendril is imported. A host that embeds one
 * of them as its own language may do so. May be called from any thread.
 *
 * Since: 1.0
 */
void
tendril_set_host_loader (const char              *language,
                         TendrilEntryPointLoader *loader)
{
  Row *row;
  g_autoptr (Row) old = NULL;
  g_autoptr (GMutexLocker) locker = NULL;
  gpointer interned;

  g_return_if_fail (language != NULL);
  g_return_if_fail (loader == NULL || TENDRIL_IS_ENTRY_POINT_LOADER (loader));

  row = loader != NULL ? row_new (NULL, loader) : NULL;
  interned = (gpointer) g_intern_string (language);

  locker = g_mutex_locker_new (&host_mutex);
  if (host_rows == NULL)
    host_rows = new_rows ();
  /* Dropped behind the lock: it may be the last reference to an object of another language. */
  g_hash_table_steal_extended (host_rows, interned, NULL, (gpointer *) &old);
  if (row != NULL)
    g_hash_table_insert (host_rows, interned, row);
}

static Row *
find_host_row (const char *language)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&host_mutex);
  Row *row = host_rows != NULL ? g_hash_table_lookup (host_rows, language) : NULL;

  return row != NULL ? g_atomic_rc_box_acquire (row) : NULL;
}

TendrilEntryPointLoader *
tendril_dup_host_loader (const char *language)
{
  g_autoptr (Row) row = find_host_row (language);

  return row != NULL ? g_object_ref (row->loader) : NULL;
}

static Row *
find_own_row (TendrilLoaderSet *self,
              const char       *language)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Row *row = g_hash_table_lookup (self->rows, language);

  return row != NULL ? g_atomic_rc_box_acquire (row) : NULL;
}

static Row *
find_builtin_row (const char *language)
{
  for (const TendrilBuiltinLoader *each = tendril_builtin_loaders; each->language != NULL; each++)
    {
      if (g_str_equal (each->language, language))
        {
          g_autoptr (TendrilEntryPointLoader) loader = each->new_loader ();

          return row_new (each->suffix, loader);
        }
    }

  return NULL;
}

static gboolean
claims (const char        *suffix,
        TendrilEntryPoint *entry_point)
{
  return suffix != NULL && g_str_has_suffix (tendril_entry_point_get_module (entry_point), suffix);
}

static const char *
find_added_language (TendrilLoaderSet  *self,
                     TendrilEntryPoint *entry_point)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GHashTableIter iter;
  gpointer language;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &language, &row))
    if (claims (((Row *) row)->suffix, entry_point))
      return language;

  return NULL;
}

/* The value names its language: by what the name of its module ends with, else it is that of the
 * built-in loader without a suffix. */
const char *
tendril_loader_set_find_language (TendrilLoaderSet  *self,
                                  TendrilEntryPoint *entry_point)
{
  const char *language = find_added_language (self, entry_point);
  const TendrilBuiltinLoader *each;

  if (language != NULL)
    return language;

  for (each = tendril_builtin_loaders; each->language != NULL && each->suffix != NULL; each++)
    if (claims (each->suffix, entry_point))
      break;

  return each->language;
}

typedef struct
{
  TendrilEntryPointLoader *loader;
  TendrilExtension *extension;
} LoadCall;

static gboolean
run_load (gpointer       user_data,
          GCancellable  *cancellable,
          GError       **error)
{
  const LoadCall *call = user_data;
  TendrilExtension *previous = tendril_extension_set_current (call->extension);
  gboolean result = tendril_entry_point_loader_load (call->loader, call->extension, error);

  tendril_extension_set_current (previous);
  return result;
}

/* In another directory the same name means another file. */
char *
tendril_loader_set_get_callable (TendrilExtension *extension)
{
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const char *attr = tendril_entry_point_get_attr (entry_point);

  return g_strdup_printf ("%s/%s:%s", tendril_distribution_get_location (distribution),
                          tendril_entry_point_get_module (entry_point), attr != NULL ? attr : "");
}

static gboolean
repeat_result (TendrilExtension  *runner,
               GError           **error)
{
  const GError *reported = tendril_extension_get_error (runner);

  if (reported == NULL)
    return TRUE;

  if (error != NULL)
    *error = g_error_copy (reported);
  return FALSE;
}

static gboolean
run_row (Row               *row,
         TendrilExtension  *extension,
         GError           **error)
{
  LoadCall call = { .loader = row->loader, .extension = extension };

  if (row->owner == NULL)
    return run_load (&call, NULL, error);

  return tendril_owner_call (row->owner, run_load, &call, NULL, error);
}

/* On the owner's thread of the registry; runs the loader where the loader may run. */
gboolean
tendril_loader_set_load (TendrilLoaderSet  *self,
                         TendrilExtension  *extension,
                         GError           **error)
{
  const char *language = tendril_extension_get_language (extension);
  g_autoptr (Row) row = find_own_row (self, language);
  g_autofree char *callable = tendril_loader_set_get_callable (extension);
  TendrilExtension *runner = g_hash_table_lookup (self->runners, callable);

  if (runner != NULL && runner != extension)
    return repeat_result (runner, error);

  if (row == NULL)
    row = find_host_row (language);
  if (row == NULL)
    row = find_builtin_row (language);
  if (row == NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_LOADER,
                   "This host has no loader for extensions in the language “%s”", language);
      return FALSE;
    }

  g_hash_table_replace (self->runners, g_steal_pointer (&callable), g_object_ref (extension));
  return run_row (row, extension, error);
}
