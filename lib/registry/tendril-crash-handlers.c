/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-crash-handlers-private.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* As many threads at most as activate registries at the same time. */
#define MAX_SCOPES 16

/* Room for the handlers that ours call in turn: those of sanitizers and crash reporters are big. */
#define STACK_SIZE (128 * 1024)

/* SIGTRAP is how g_error () ends a program, SIGSYS how a system call filter does. */
static const int crash_signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS };

/* A later scope of the same thread is the inner one. */
typedef struct
{
  int thread;               /* atomic: 0 is free */
  int depth;
  TendrilMarkerPage *page;
  int lock;                 /* the descriptor that holds it */
} Slot;

static Slot slots[MAX_SCOPES];

static GMutex mutex;        /* guards n_installed and the order of installing and restoring */
static guint n_installed;
static int depth;
static struct sigaction previous[G_N_ELEMENTS (crash_signals)];

static gsize
find_signal (int number)
{
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (crash_signals) && crash_signals[i] != number)
    i++;
  return i;
}

/* The innermost init of this thread is to blame; those that ran it are not. Safe in a signal
 * handler. */
static void
blame (int reason)
{
  int thread = gettid ();
  Slot *inner = NULL;

  for (gsize i = 0; i < MAX_SCOPES; i++)
    if (g_atomic_int_get (&slots[i].thread) == thread &&
        g_atomic_int_get (&slots[i].page->status) != 0 &&
        (inner == NULL || slots[i].depth > inner->depth))
      inner = &slots[i];

  for (gsize i = 0; i < MAX_SCOPES; i++)
    if (g_atomic_int_get (&slots[i].thread) == thread)
      tendril_marker_blame (slots[i].page, &slots[i] == inner ? reason : TENDRIL_MARKER_EXCUSED);
}

/* A store into a marker whose file was cut off, or has no room, fails like a crash. */
static gboolean
repair_marker (const siginfo_t *info)
{
  const char *address = info->si_addr;
  int thread = gettid ();

  for (gsize i = 0; i < MAX_SCOPES; i++)
    {
      const char *page = (const char *) slots[i].page;

      if (g_atomic_int_get (&slots[i].thread) == thread && address >= page &&
          address < page + sizeof (TendrilMarkerPage))
        {
          tendril_marker_page_drop (slots[i].page);
          return TRUE;
        }
    }

  return FALSE;
}

/* What would have happened without us. */
static void
chain (int        number,
       siginfo_t *info,
       void      *context)
{
  const struct sigaction *action = &previous[find_signal (number)];
  struct sigaction standard = { .sa_handler = SIG_DFL };

  if ((action->sa_flags & SA_SIGINFO) != 0)
    {
      action->sa_sigaction (number, info, context);
      return;
    }
  if (action->sa_handler != SIG_DFL && action->sa_handler != SIG_IGN)
    {
      action->sa_handler (number);
      return;
    }
  if (action->sa_handler == SIG_IGN && info->si_code <= 0)
    return;

  /* The instruction fails again, or the signal is pending until the handler returns. */
  sigaction (number, &standard, NULL);
  if (info->si_code <= 0)
    raise (number);
}

static void
handle_crash (int        number,
              siginfo_t *info,
              void      *context)
{
  gboolean from_outside = info->si_code == SI_USER && info->si_pid != getpid ();

  if (number == SIGBUS && info->si_code > 0 && repair_marker (info))
    return;

  if (!from_outside)
    blame (number);
  chain (number, info, context);
}

static void
handle_exit (void)
{
  int thread = gettid ();

  blame (TENDRIL_MARKER_EXIT);

  /* The host quits in order, on a thread that runs no init. */
  for (gsize i = 0; i < MAX_SCOPES; i++)
    {
      int other = g_atomic_int_get (&slots[i].thread);

      if (other != 0 && other != thread)
        tendril_marker_blame (slots[i].page, TENDRIL_MARKER_EXCUSED);
    }
}

/* A forked process runs none of these inits, and must not hold their locks when the host is gone. */
static void
forget_all (void)
{
  for (gsize i = 0; i < MAX_SCOPES; i++)
    if (slots[i].thread != 0)
      {
        /* The mapping holds the open file as well. */
        tendril_marker_page_drop (slots[i].page);
        close (slots[i].lock);
      }
  memset (slots, 0, sizeof slots);
}

static void
install_once (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;

  atexit (handle_exit);
  pthread_atfork (NULL, NULL, forget_all);
  g_once_init_leave (&done, 1);
}

static void
install_handlers (void)
{
  struct sigaction action = { .sa_sigaction = handle_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK };

  sigemptyset (&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (crash_signals); i++)
    {
      struct sigaction current;

      /* What an init has put over ours, and calls ours in turn, stays. */
      sigaction (crash_signals[i], NULL, &current);
      if (current.sa_sigaction == handle_crash)
        continue;
      previous[i] = current;
      sigaction (crash_signals[i], &action, NULL);
    }
}

static void
restore_handlers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (crash_signals); i++)
    {
      struct sigaction current;

      sigaction (crash_signals[i], NULL, &current);
      if (current.sa_sigaction == handle_crash)
        sigaction (crash_signals[i], &previous[i], NULL);
    }
}

/* Without a stack of its own a handler cannot run when the thread's has overflowed. */
static gpointer
add_stack (void)
{
  stack_t stack;

  if (sigaltstack (NULL, &stack) != 0 || (stack.ss_flags & SS_DISABLE) == 0)
    return NULL;

  stack.ss_sp = g_malloc (STACK_SIZE);
  stack.ss_size = STACK_SIZE;
  stack.ss_flags = 0;
  sigaltstack (&stack, NULL);
  return stack.ss_sp;
}

static void
remove_stack (gpointer own)
{
  stack_t stack;

  if (own == NULL)
    return;

  sigaltstack (NULL, &stack);
  if (stack.ss_sp == own)
    {
      stack.ss_flags = SS_DISABLE;
      sigaltstack (&stack, NULL);
    }
  g_free (own);
}

static int
take_slot (TendrilMarkerPage *page,
           int                lock)
{
  for (int i = 0; i < MAX_SCOPES; i++)
    if (g_atomic_int_get (&slots[i].thread) == 0)
      {
        slots[i].page = page;
        slots[i].lock = lock;
        slots[i].depth = ++depth;
        g_atomic_int_set (&slots[i].thread, gettid ());
        return i;
      }

  return -1;
}

void
tendril_crash_handlers_install (TendrilCrashScope *scope,
                                TendrilMarkerPage *page,
                                int                lock)
{
  g_autoptr (GMutexLocker) locker = NULL;

  install_once ();
  locker = g_mutex_locker_new (&mutex);
  scope->slot = take_slot (page, lock);
  scope->stack = add_stack ();
  if (n_installed++ == 0)
    install_handlers ();
}

void
tendril_crash_handlers_remove (TendrilCrashScope *scope)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (--n_installed == 0)
    restore_handlers ();
  if (scope->slot >= 0)
    g_atomic_int_set (&slots[scope->slot].thread, 0);
  remove_stack (scope->stack);
}
