/*
 * A stand-in for the native library with the same functions. Its values are sums over the samples,
 * so that a test can tell clips apart. The first sample of a clip says how it misbehaves.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COLUMNS 384
#define CRASH 28673
#define HANG 28674
#define LEAK 28675
#define NOT_A_NUMBER 28676
#define PRINT 28677
#define ABORT 28678

typedef int (*sink_t)(const float *, long, void *);

typedef struct {
  int16_t *samples;
  long count;
  sink_t sink;
  void *parameter;
} smile_t;

void *smile_new(void) { return calloc(1, sizeof(smile_t)); }

int smile_initialize(void *s, const char *config, int options, void *pairs, int log, int debug,
                     int console, const char *file) {
  return s == NULL || config == NULL;
}

int smile_extsink_set_data_callback(void *s, const char *name, sink_t sink, void *parameter) {
  ((smile_t *)s)->sink = sink;
  ((smile_t *)s)->parameter = parameter;
  return 0;
}

int smile_extsink_get_num_elements(void *s, const char *name, long *count) {
  *count = COLUMNS;
  return 0;
}

int smile_extsink_get_element_name(void *s, const char *name, long index, const char **text) {
  static char names[COLUMNS][16];
  snprintf(names[index], sizeof names[index], "sum%ld", index);
  *text = names[index];
  return 0;
}

int smile_extaudiosource_write_data(void *s, const char *name, const void *data, int bytes) {
  smile_t *smile = s;
  smile->samples = malloc(bytes);
  memcpy(smile->samples, data, bytes);
  smile->count = bytes / 2;
  return 0;
}

int smile_extaudiosource_set_external_eoi(void *s, const char *name) { return 0; }

int smile_run(void *s) {
  smile_t *smile = s;
  float row[COLUMNS];
  int first = smile->count > 0 ? smile->samples[0] : 0;
  if (smile->count == 0) return 0;
  if (first == CRASH) *(volatile int *)8 = 1;
  if (first == ABORT) abort();
  if (first == PRINT) printf("noise on standard output\n\001\002\003");
  fflush(stdout);
  while (first == HANG) sleep(1);
  while (first == LEAK) {
    char *lost = malloc(16 << 20);
    if (lost != NULL) memset(lost, 1, 16 << 20);
    usleep(20000);
  }
  for (long c = 0; c < COLUMNS; c++) {
    double sum = 0;
    for (long i = c; i < smile->count; i += c + 1) sum += smile->samples[i];
    row[c] = (float)sum;
  }
  if (first == NOT_A_NUMBER) row[7] = NAN;
  smile->sink(row, COLUMNS, smile->parameter);
  return 0;
}

const char *smile_error_msg(void *s) { return "stand-in"; }

void smile_free(void *s) {
  free(((smile_t *)s)->samples);
  free(s);
}
