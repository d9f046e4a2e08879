/** What every command has: common options, exit codes, progress, log file. */
package org.plateau.jobs.cli;
