/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-resolution-private.h"

#include <string.h>

#define NO_CONVERSION G_MAXUINT

static const guint conversion_costs[TENDRIL_N_SCALAR_KINDS][TENDRIL_N_SCALAR_KINDS] = {
  [TENDRIL_KIND_BOOL] = { 0, 1, 3 },
  [TENDRIL_KIND_INT64] = { NO_CONVERSION, 0, 2 },
  [TENDRIL_KIND_FLOAT64] = { NO_CONVERSION, NO_CONVERSION, 0 },
};

static gboolean
is_scalar (TendrilType *type)
{
  return tendril_type_get_kind (type) < TENDRIL_N_SCALAR_KINDS;
}

gboolean
tendril_conversion_find (const TendrilOverloadTable *table,
                         TendrilType                *from,
                         TendrilType                *to,
                         TendrilConversion          *conversion)
{
  conversion->candidate = NULL;
  conversion->cost = 0;
  if (from == to)
    return TRUE;
  if (is_scalar (from) && is_scalar (to))
    {
      conversion->cost = conversion_costs[tendril_type_get_kind (from)][tendril_type_get_kind (to)];
      return conversion->cost != NO_CONVERSION;
    }

  conversion->candidate = tendril_overload_table_find_conversion (table, from, to);
  if (conversion->candidate == NULL)
    return FALSE;
  conversion->cost = conversion->candidate->overload->cost;
  return TRUE;
}

static void
take (TendrilResolution      *self,
      const TendrilCandidate *candidate,
      guint                   cost)
{
  if (self->best != NULL && cost > self->best_cost)
    return;

  self->n_best = self->best != NULL && cost == self->best_cost ? self->n_best + 1 : 1;
  self->best = candidate;
  self->best_cost = cost;
}

static gboolean
call_cost (const TendrilResolution *self,
           const TendrilCandidate  *candidate,
           guint                   *total)
{
  if (candidate->overload->kind == TENDRIL_OVERLOAD_KIND_CONSTANT ||
      candidate->n_parameters != self->n_arguments)
    return FALSE;

  *total = 0;
  for (guint i = 0; i < self->n_arguments; i++)
    {
      TendrilConversion conversion;

      if (!tendril_conversion_find (self->table, self->arguments[i], candidate->parameters[i],
                                    &conversion))
        return FALSE;
      *total += conversion.cost;
    }

  return TRUE;
}

static void
note_name (TendrilResolution      *self,
           const TendrilCandidate *candidate)
{
  if (candidate->overload->kind == TENDRIL_OVERLOAD_KIND_CONSTANT)
    self->name_is_constant = TRUE;
  else
    self->name_is_function = TRUE;
  if ((candidate->overload->flags & TENDRIL_OVERLOAD_FOLDS) && candidate->n_parameters == 2)
    self->name_folds = TRUE;
}

static void
try_call (const TendrilCandidate *candidate,
          gpointer                user_data)
{
  TendrilResolution *self = user_data;
  guint cost;

  note_name (self, candidate);
  if (call_cost (self, candidate, &cost))
    take (self, candidate, cost);
}

static void
try_bare (const TendrilCandidate *candidate,
          gpointer                user_data)
{
  TendrilResolution *self = user_data;

  note_name (self, candidate);
  if (candidate->overload->kind == TENDRIL_OVERLOAD_KIND_CONSTANT)
    take (self, candidate, 0);
}

void
tendril_resolution_run (TendrilResolution *self)
{
  tendril_overload_table_foreach (self->table, self->name, try_call, self);
}

void
tendril_resolution_run_bare (TendrilResolution *self)
{
  tendril_overload_table_foreach (self->table, self->name, try_bare, self);
}

typedef struct
{
  const TendrilResolution *resolution;
  gboolean only_best;
  GString *text;
} Listing;

static void
list_candidate (const TendrilCandidate *candidate,
                gpointer                user_data)
{
  Listing *listing = user_data;
  g_autofree char *text = NULL;
  guint cost;

  if (listing->only_best && (!call_cost (listing->resolution, candidate, &cost) ||
                             cost != listing->resolution->best_cost))
    return;

  text = tendril_overload_to_string (candidate->overload);
  g_string_append_printf (listing->text, "\n  %s", text);
}

static char *
list_candidates (const TendrilResolution *self,
                 gboolean                 only_best)
{
  Listing listing = { self, only_best, g_string_new ("candidates:") };

  tendril_overload_table_foreach (self->table, self->name, list_candidate, &listing);
  return g_string_free (listing.text, FALSE);
}

/* "operator + does not take" or "“f” does not take" */
static char *
display_name (const char *name)
{
  if (!g_str_has_prefix (name, "operator") || g_ascii_isalnum (name[strlen ("operator")]))
    return g_strdup_printf ("“%s”", name);
  return g_strdup_printf ("operator %s", name + strlen ("operator"));
}

static char *
list_types (const TendrilResolution *self)
{
  GString *text = g_string_new ("(");

  for (guint i = 0; i < self->n_arguments; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ",
                            tendril_type_get_name (self->arguments[i]));
  g_string_append_c (text, ')');

  return g_string_free (text, FALSE);
}

static gboolean
explain_attribute (const TendrilResolution  *self,
                   const TendrilSource      *source,
                   TendrilSourceSpan         mark,
                   GError                  **error)
{
  if (*self->name != '.')
    return FALSE;

  tendril_source_fail (source, mark, TENDRIL_ERROR_TYPE, NULL, error,
                       "%s has no attribute “%s”", tendril_type_get_name (self->arguments[0]),
                       self->name + 1);
  return TRUE;
}

static void
explain_unknown (const TendrilResolution  *self,
                 const TendrilSource      *source,
                 TendrilSourceSpan         mark,
                 GError                  **error)
{
  const char *suggestion = NULL;
  const char *what = self->arguments != NULL ? "function" : "name";
  g_autofree char *notes = NULL;

  if (explain_attribute (self, source, mark, error))
    return;

  suggestion = tendril_overload_table_suggest (self->table, self->name);
  if (suggestion != NULL)
    notes = g_strdup_printf ("did you mean “%s”?", suggestion);
  tendril_source_fail (source, mark, TENDRIL_ERROR_UNKNOWN_NAME, notes, error, "unknown %s “%s”",
                       what, self->name);
}

static void
explain_no_fit (const TendrilResolution  *self,
                const TendrilSource      *source,
                TendrilSourceSpan         mark,
                GError                  **error)
{
  g_autofree char *name = display_name (self->name);
  g_autofree char *types = NULL;
  g_autofree char *notes = NULL;

  if (self->arguments == NULL)
    {
      tendril_source_fail (source, mark, TENDRIL_ERROR_TYPE, NULL, error,
                           "%s is a function, which can only be called", name);
      return;
    }
  if (!self->name_is_function)
    {
      tendril_source_fail (source, mark, TENDRIL_ERROR_TYPE, NULL, error,
                           "%s is a constant, which cannot be called", name);
      return;
    }

  if (explain_attribute (self, source, mark, error))
    return;

  types = list_types (self);
  notes = list_candidates (self, FALSE);
  tendril_source_fail (source, mark, TENDRIL_ERROR_NO_OVERLOAD, notes, error,
                       "%s does not take %s", name, types);
}

static void
explain_ambiguity (const TendrilResolution  *self,
                   const TendrilSource      *source,
                   TendrilSourceSpan         mark,
                   GError                  **error)
{
  g_autofree char *name = display_name (self->name);
  g_autofree char *types = list_types (self);
  g_autofree char *notes = list_candidates (self, TRUE);

  tendril_source_fail (source, mark, TENDRIL_ERROR_AMBIGUOUS, notes, error,
                       "%s with %s is ambiguous", name, types);
}

static void
explain_conflict (const TendrilResolution  *self,
                  const TendrilSource      *source,
                  TendrilSourceSpan         mark,
                  GError                  **error)
{
  const TendrilOverload *first = self->best->overload;
  const TendrilOverload *second = self->best->rival;
  g_autofree char *name = display_name (self->name);
  g_autofree char *first_prefix = g_strdelimit (g_strdup (first->owner), "-", '_');
  g_autofree char *second_prefix = g_strdelimit (g_strdup (second->owner), "-", '_');
  g_autofree char *notes = g_strdup_printf ("name one of them: “%s.%s” or “%s.%s”", first_prefix,
                                            first->name, second_prefix, second->name);

  tendril_source_fail (source, mark, TENDRIL_ERROR_CONFLICT, notes, error,
                       "%s is registered by both “%s” and “%s”", name, first->owner,
                       second->owner);
}

gboolean
tendril_resolution_explain (const TendrilResolution  *self,
                            const TendrilSource      *source,
                            TendrilSourceSpan         mark,
                            GError                  **error)
{
  if (!self->name_is_function && !self->name_is_constant)
    explain_unknown (self, source, mark, error);
  else if (self->best == NULL)
    explain_no_fit (self, source, mark, error);
  else if (self->n_best > 1)
    explain_ambiguity (self, source, mark, error);
  else if (self->best->rival != NULL)
    explain_conflict (self, source, mark, error);
  else
    return FALSE;

  return TRUE;
}
