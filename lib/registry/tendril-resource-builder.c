/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-resource-builder-private.h"

#include <string.h>

/* The container is GVDB, GLib's little-endian hash table on disk: a header, one table of items in
 * the order of their buckets, then the keys, lists and values that the items point to. */

#define NO_PARENT G_MAXUINT32
#define VALUE_TYPE "(uuay)"

typedef struct
{
  guint32 signature[2];
  guint32 version;
  guint32 options;
  guint32 root_start;
  guint32 root_end;
} Header;

typedef struct
{
  guint32 hash;
  guint32 parent;
  guint32 key_start;
  guint16 key_size;
  char type;                /* 'L': a list of children, 'v': a value */
  char unused;
  guint32 start;
  guint32 end;
} Item;

typedef struct
{
  char *path;               /* of a directory with the slash at its end */
  guint32 hash;
  guint parent;             /* index into nodes */
  guint position;           /* index into the items written */
  GArray *children;         /* of guint, indices into nodes; NULL for a file */
  GBytes *contents;
} Node;

struct _TendrilResourceBuilder
{
  GPtrArray *nodes;
  GHashTable *by_path;      /* path -> index + 1 */
};

static void
node_free (gpointer data)
{
  Node *node = data;

  g_free (node->path);
  g_clear_pointer (&node->children, g_array_unref);
  g_clear_pointer (&node->contents, g_bytes_unref);
  g_free (node);
}

TendrilResourceBuilder *
tendril_resource_builder_new (void)
{
  TendrilResourceBuilder *self = g_new0 (TendrilResourceBuilder, 1);

  self->nodes = g_ptr_array_new_with_free_func (node_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
tendril_resource_builder_free (TendrilResourceBuilder *self)
{
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->nodes);
  g_free (self);
}

/* djb2 over signed characters, as GVDB counts it. */
static guint32
hash_key (const char *key)
{
  guint32 hash = 5381;

  for (; *key != '\0'; key++)
    hash = hash * 33 + (gint8) *key;

  return hash;
}

static Node *
get_node (TendrilResourceBuilder *self,
          guint                   index)
{
  return g_ptr_array_index (self->nodes, index);
}

static gsize
parent_length (const char *path)
{
  gsize length = strlen (path);

  if (length == 1)
    return 0;
  for (length--; path[length - 1] != '/'; length--)
    ;

  return length;
}

static guint
ensure_node (TendrilResourceBuilder *self,
             const char             *path)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_path, path));
  guint index = self->nodes->len;
  gsize length = parent_length (path);
  Node *node;

  if (found != 0)
    return found - 1;

  node = g_new0 (Node, 1);
  node->path = g_strdup (path);
  node->hash = hash_key (path);
  node->parent = NO_PARENT;
  if (g_str_has_suffix (path, "/"))
    node->children = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->nodes, node);
  g_hash_table_insert (self->by_path, node->path, GUINT_TO_POINTER (index + 1));

  if (length > 0)
    {
      g_autofree char *parent = g_strndup (path, length);

      node->parent = ensure_node (self, parent);
      g_array_append_val (get_node (self, node->parent)->children, index);
    }

  return index;
}

/* @path is absolute and names a file. */
void
tendril_resource_builder_add (TendrilResourceBuilder *self,
                              const char             *path,
                              const char             *contents,
                              gsize                   length)
{
  Node *node = get_node (self, ensure_node (self, path));

  g_clear_pointer (&node->contents, g_bytes_unref);
  node->contents = g_bytes_new (contents, length);
}

static void
append (GByteArray    *data,
        gconstpointer  bytes,
        gsize          length)
{
  g_byte_array_append (data, bytes, length);
}

static void
append_uint32 (GByteArray *data,
               guint32     number)
{
  guint32 little_endian = GUINT32_TO_LE (number);

  append (data, &little_endian, sizeof little_endian);
}

static void
align (GByteArray *data,
       guint       alignment)
{
  static const guint8 zeros[8] = { 0 };

  append (data, zeros, (alignment - data->len % alignment) % alignment);
}

/* A serialised variant of `(uuay)`: size, flags, the bytes with a NUL behind them. */
static void
append_value (GByteArray *data,
              GBytes     *contents)
{
  gsize length;
  gconstpointer bytes = g_bytes_get_data (contents, &length);

  align (data, 8);
  append_uint32 (data, length);
  append_uint32 (data, 0);
  append (data, bytes, length);
  append (data, "\0", 1);
  append (data, "\0" VALUE_TYPE, 1 + strlen (VALUE_TYPE));
}

static void
append_children (TendrilResourceBuilder *self,
                 GByteArray             *data,
                 const Node             *node)
{
  align (data, 4);
  for (guint i = 0; i < node->children->len; i++)
    append_uint32 (data, get_node (self, g_array_index (node->children, guint, i))->position);
}

static int
compare_buckets (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Node *left = *(Node *const *) a, *right = *(Node *const *) b;
  guint n = GPOINTER_TO_UINT (user_data);

  return (int) (left->hash % n) - (int) (right->hash % n);
}

static void
append_buckets (GByteArray *data,
                GPtrArray  *order)
{
  guint n = order->len;
  guint item = 0;

  append_uint32 (data, 0);
  append_uint32 (data, n);
  for (guint bucket = 0; bucket < n; bucket++)
    {
      append_uint32 (data, item);
      while (item < n && ((Node *) g_ptr_array_index (order, item))->hash % n == bucket)
        item++;
    }
}

static void
append_body (TendrilResourceBuilder *self,
             GByteArray             *data,
             const Node             *node,
             guint                   item_offset)
{
  gsize skip = parent_length (node->path);
  gsize key_size = strlen (node->path) - skip;
  guint32 parent = node->parent == NO_PARENT ? NO_PARENT : get_node (self, node->parent)->position;
  Item item = {
    .hash = GUINT32_TO_LE (node->hash),
    .parent = GUINT32_TO_LE (parent),
    .key_start = GUINT32_TO_LE (data->len),
    .key_size = GUINT16_TO_LE (key_size),
    .type = node->children != NULL ? 'L' : 'v',
  };

  append (data, node->path + skip, key_size);
  align (data, 8);
  item.start = GUINT32_TO_LE (data->len);
  if (node->children != NULL)
    append_children (self, data, node);
  else
    append_value (data, node->contents);
  item.end = GUINT32_TO_LE (data->len);

  memcpy (data->data + item_offset, &item, sizeof item);
}

GResource *
tendril_resource_builder_end (TendrilResourceBuilder  *self,
                              GError                 **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GPtrArray) order = g_ptr_array_copy (self->nodes, NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  Header header = { .signature = { GUINT32_TO_LE (0x72615647), GUINT32_TO_LE (0x746e6169) } };
  guint items_offset;

  g_ptr_array_set_free_func (order, NULL);
  g_ptr_array_sort_with_data (order, compare_buckets, GUINT_TO_POINTER (order->len));
  for (guint i = 0; i < order->len; i++)
    ((Node *) g_ptr_array_index (order, i))->position = i;

  append (data, &header, sizeof header);
  append_buckets (data, order);
  items_offset = data->len;
  g_byte_array_set_size (data, data->len + order->len * sizeof (Item));

  header.root_start = GUINT32_TO_LE ((guint32) sizeof header);
  header.root_end = GUINT32_TO_LE (data->len);
  memcpy (data->data, &header, sizeof header);

  for (guint i = 0; i < order->len; i++)
    append_body (self, data, g_ptr_array_index (order, i), items_offset + i * sizeof (Item));

  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&data));
  return g_resource_new_from_data (bytes, error);
}
