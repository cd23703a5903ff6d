@org.jspecify.annotations.NullMarked
package wariin;
