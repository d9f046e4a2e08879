/** The command line. Below it, one class a command: parse, call one or a few stages, print. */
package org.plateau.jobs;
