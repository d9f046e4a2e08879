/**
 * Typed configuration: HOCON files become records once, on the driver. Pure Java.
 *
 * <p>{@link org.plateau.config.UserException} is the one way to tell a user of a mistake that the
 * user can mend.
 */
package org.plateau.config;
