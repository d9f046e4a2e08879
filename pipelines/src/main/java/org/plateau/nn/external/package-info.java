/** Models that are not built here: TorchScript programs, and programs of any language. */
package org.plateau.nn.external;
