/* Starts the program that it is given, without arguments, and waits for it. Compiled as explorer.exe, it stands for the file
   window of Windows: Wine has one of its own, which it takes for any file of that name that came with Wine. */
#include <process.h>
#include <stdio.h>

int wmain(int count, wchar_t **words) {
  wchar_t name[32768];
  if (count != 2) return 2;
  swprintf(name, 32768, L"\"%ls\"", words[1]);
  return (int)_wspawnl(_P_WAIT, words[1], name, NULL);
}
