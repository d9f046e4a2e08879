/**
 * Programs of users that take a recording and answer in JSON: models and conditions as commands.
 */
package org.plateau.audio.command;
