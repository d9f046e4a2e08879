/**
 * openSMILE as a feature extractor, through its C interface. Its licence allows research only, so
 * none of it is part of Plateau: the user installs a build, and its hash is part of the identity of
 * every row. The library may abort the process, hang or leak: it is opened in worker processes
 * only.
 */
package org.plateau.features.opensmile;
