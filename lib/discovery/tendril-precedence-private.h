/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-place-private.h"

G_BEGIN_DECLS

/* Which of several distributions of one name counts: the first on the path; in one directory the
 * newest version that has METADATA. */
typedef struct _TendrilPrecedence TendrilPrecedence;

TendrilPrecedence *tendril_precedence_new         (void);
void               tendril_precedence_free        (TendrilPrecedence *self);
void               tendril_precedence_add         (TendrilPrecedence *self,
                                                   TendrilPlace      *place);
void               tendril_precedence_claim       (TendrilPrecedence *self,
                                                   TendrilPlace      *place,
                                                   guint32            index,
                                                   const char        *key);
char              *tendril_precedence_find_winner (TendrilPrecedence *self,
                                                   TendrilPlace      *place,
                                                   guint32            index,
                                                   const char        *key);

G_END_DECLS
