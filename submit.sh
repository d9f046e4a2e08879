#!/usr/bin/env bash
# Runs one job of Plateau: ./submit.sh JOB [options]. Needs Java 17 and Maven, or SPARK_HOME.
# Builds what is missing; while nothing changed it starts without Maven.
set -euo pipefail

home="$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)"
cache="$home/.plateau"
export PLATEAU_HOME="$home"
export LC_ALL=C.UTF-8
export LOG4J_CONFIGURATION_FILE="$home/conf/log4j2.xml"
[ -t 2 ] && export PLATEAU_TERMINAL=1

note() { printf '%s\n' "$*" >&2; }
give_up() { note "$*"; exit 2; }

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
    [ -x "$java" ] || give_up "JAVA_HOME = $JAVA_HOME: has no bin/java; correct or unset it"
  else
    java="$(command -v java)" || give_up "java: not found; install Java 17 and put it on the PATH"
  fi
}

# A hash over names, sizes and times of everything that the build reads.
build_key() {
  (cd "$home" && find pom.xml .mvn pipelines/pom.xml jobs/pom.xml pipelines/src/main jobs/src/main \
    -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum | cut -c 1-16)
}

# True if the build is there and every jar it names still stands.
is_built() {
  [ -f "$build/class-path" ] || return 1
  local jar
  while IFS= read -r jar; do
    [ -e "$jar" ] || return 1
  done < <(tr ':' '\n' < "$build/class-path")
}

run_maven() {
  (cd "$home" && mvn -B -q "$@" -Dmaven.test.skip=true -Dspotless.check.skip=true package) \
    > "$cache/build.log" 2>&1
}

make_build() {
  command -v mvn > /dev/null || give_up "mvn: not found; install Maven 3.8.1 or newer"
  (sleep 3; note "building Plateau (first start, or sources changed) ...") &
  local teller=$!
  # Jars of an older version would stand on the class path beside the new ones.
  rm -f "$home"/pipelines/target/plateau-pipelines-*.jar "$home"/jobs/target/plateau-jobs-*.jar
  # Without the network first: fast, and enough where all artifacts have been fetched before.
  if ! run_maven -o && ! run_maven; then
    kill "$teller" 2> /dev/null || true
    give_up "the build failed: $(grep -m 1 ERROR "$cache/build.log" || true) (all of it: $cache/build.log)"
  fi
  kill "$teller" 2> /dev/null || true
  keep_build
}

# Copies our own jars aside, so that a later build cannot change them under a running job.
keep_build() {
  local fresh="$build.$$" ours=() list
  mkdir -p "$fresh"
  cp "$home"/pipelines/target/plateau-pipelines-*.jar "$home"/jobs/target/plateau-jobs-*.jar "$fresh/"
  for list in "$fresh"/*.jar; do
    ours+=("$build/$(basename "$list")")
  done
  for list in beyond-spark with-spark; do
    {
      printf '%s\n' "${ours[@]}"
      tr ':' '\n' < "$home/jobs/target/class-path-$list.txt" | grep -v '/plateau-pipelines-[^/]*\.jar$'
    } > "$fresh/$list"
  done
  cat "$fresh/beyond-spark" "$fresh/with-spark" | awk '!seen[$0]++' | paste -sd ':' \
    > "$fresh/class-path"
  rm -rf "$build"
  mv "$fresh" "$build"
  # Older builds may still run: the last three stay.
  ls -1dt "$cache"/build-* | tail -n +4 | while IFS= read -r old; do rm -rf "$old"; done
}

ensure_build() {
  mkdir -p "$cache" 2> /dev/null || give_up "$cache: cannot be written; Plateau builds there"
  build="$cache/build-$(build_key)"
  is_built && return
  exec 9> "$cache/lock"
  command -v flock > /dev/null && flock 9
  is_built || make_build
  exec 9>&-
}

# The value of a key in a Spark property file.
property() { sed -n "s/^$1[[:space:]=][[:space:]]*//p" "$profile_file" | tail -n 1; }

# Jars of a user's (--jars A.jar,B.jar) belong on the class path, not to the job.
own_jars=
take_jars() {
  local path
  while IFS= read -r path; do
    [ -f "$path" ] || give_up "--jars $path: no such file; name jars separated by commas"
    own_jars="${own_jars:+$own_jars:}$(readlink -f "$path")"
  done < <(tr ',' '\n' <<< "$1")
}
others=()
while [ $# -gt 0 ]; do
  case "$1" in
    --jars)
      [ $# -gt 1 ] || give_up "--jars: names no jar; write --jars A.jar,B.jar"
      take_jars "$2"
      shift
      ;;
    --jars=*) take_jars "${1#--jars=}" ;;
    *) others+=("$1") ;;
  esac
  shift
done
set -- ${others[@]+"${others[@]}"}

# What the job asks for, without reading the other options.
job="${1:-}"
profile=local
plain=no
previous=
for argument in "$@"; do
  case "$argument" in
    --profile=*) profile="${argument#--profile=}" ;;
    -h | --help | -V | --version) plain=yes ;;
    --probe | --probe=*) [ "$job" = features ] && plain=yes ;;
    *) [ "$previous" = --profile ] && profile="$argument" ;;
  esac
  previous="$argument"
done
case "$job" in
  '' | -* | config | doctor | models | standins | weights) plain=yes ;;
esac

profile_file="$home/conf/spark/$profile.conf"
[[ "$profile" =~ ^[A-Za-z0-9_-]+$ && -f "$profile_file" ]] || give_up \
  "--profile $profile: no such file conf/spark/$profile.conf; there are $(cd "$home/conf/spark" && ls -- *.conf | sed 's/\.conf$//' | paste -sd ' ')"

find_java
ensure_build
class_path="$(cat "$build/class-path")${own_jars:+:$own_jars}"
encoding=(-Dfile.encoding=UTF-8 -Dsun.jnu.encoding=UTF-8 -Djava.awt.headless=true
  -Dai.djl.offline=true)
main=org.plateau.jobs.Plateau

if [ "$plain" = yes ]; then
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto "${encoding[@]}" \
    -cp "$class_path" "$main" "$@"
fi

master="${SPARK_MASTER_URL:-}"
case "$profile" in
  standalone | k8s)
    [ -n "$master" ] || give_up \
      "--profile $profile: SPARK_MASTER_URL is not set; set it to the address of the master" ;;
  *) master="$(property spark.master)" ;;
esac
memory="$(property spark.driver.memory)"
submit=(--class "$main" --name "plateau $job" --master "$master" --properties-file "$profile_file")
jar="$(sed -n '/plateau-jobs-/p' "$build/beyond-spark")"

# The jars that this Spark does not bring: the same artifact in its own folder wins.
lacking_jars() {
  local spark_jars="$1" path name
  [ -z "$own_jars" ] || tr ':' '\n' <<< "$own_jars"
  while IFS= read -r path; do
    name="$(basename "$path" .jar)"
    compgen -G "$spark_jars/${name%%-[0-9]*}-[0-9]*.jar" > /dev/null || printf '%s\n' "$path"
  done < "$build/beyond-spark"
}

if [ -n "${SPARK_HOME:-}" ]; then
  [ -x "$SPARK_HOME/bin/spark-submit" ] || give_up \
    "SPARK_HOME = $SPARK_HOME: has no bin/spark-submit; correct or unset it"
  jars="$(lacking_jars "$SPARK_HOME/jars")"
  submit+=(--driver-class-path "$(paste -sd ':' <<< "$jars")")
  case "$master" in
    local*) ;;
    *) submit+=(--jars "$(paste -sd ',' <<< "$jars")") ;;
  esac
  export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS:-} ${encoding[*]}"
  exec "$SPARK_HOME/bin/spark-submit" "${submit[@]}" "$jar" "$@"
fi

case "$master" in
  local*) ;;
  *) submit+=(--jars "$(paste -sd ',' "$build/beyond-spark")${own_jars:+,${own_jars//:/,}}") ;;
esac
# What Spark opens on Java 17 (org.apache.spark.launcher.JavaModuleOptions), without the incubator
# module, which makes the JVM print a warning.
opens=(-XX:+IgnoreUnrecognizedVMOptions -Djdk.reflect.useDirectMethodHandle=false
  -Dio.netty.tryReflectionSetAccessible=true)
for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util \
  java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs \
  sun.security.action sun.util.calendar; do
  opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
# Short jobs over small tables end before the optimising compiler pays for itself. Without it the
# JVM keeps 48 MB for compiled code, which Spark outgrows: then nothing more is compiled.
# In the others it is left the loops that count: at sixteen times the JVM's thresholds it no longer
# takes a core from the work for minutes. Nor does the collector, which here may pause.
case "$job" in
  sql | status | report | demo)
    quick=(-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC) ;;
  *)
    quick=(-XX:+UseParallelGC
      -XX:Tier4InvocationThreshold=80000 -XX:Tier4MinInvocationThreshold=9600
      -XX:Tier4CompileThreshold=240000 -XX:Tier4BackEdgeThreshold=640000) ;;
esac
# Starts map an archive of loaded classes, which the first long job leaves beside the build. It is
# of one Java; a JVM that cannot use it says nothing and loads the jars.
archive="$build/classes-$(stat -Lc '%n %s %Y' "$java" | cksum | cut -d ' ' -f 1).jsa"
if [ -f "$archive" ]; then
  quick+=(-XX:SharedArchiveFile="$archive" -Xlog:disable)
else
  case "$job" in
    demo | benchmark)
      [ -n "$own_jars" ] ||
        quick+=(-XX:+RecordDynamicDumpInfo -Dplateau.class.archive="$archive" -Xlog:disable) ;;
  esac
fi
exec "$java" "${opens[@]}" "${quick[@]}" "-Xmx${memory:-1g}" "${encoding[@]}" \
  -cp "$class_path" org.apache.spark.deploy.SparkSubmit "${submit[@]}" "$jar" "$@"
