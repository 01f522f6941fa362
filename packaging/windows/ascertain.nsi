; The Windows installer, for one user and without an administrator. Compiled by packaging/windows/installer.py:
;   makensis -DVERSION=0.0.0 -DNUMBERS=0.0.0.0 -DFOLDER=frozen\ascertain -DICON=ascertain.ico -DLICENSE=LICENSE -DOUT=setup.exe
; FOLDER is what packaging/freeze.py makes on Windows. Logs are never touched: neither on install nor on removal.

Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "Ascertain"
!define TYPE "Ascertain.Log"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ascertain"
!define STARTS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define SHCNE_ASSOCCHANGED 0x08000000

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "FileDescription" "${NAME} setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT license"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\ascertain.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Arabic"
!insertmacro MUI_LANGUAGE "Farsi"
!insertmacro MUI_LANGUAGE "Hebrew"

; A program that runs keeps its file open, and half an update is worse than none.
!macro REQUIRE_CLOSED
  IfFileExists "$INSTDIR\ascertain.exe" 0 +7
  ClearErrors
  FileOpen $0 "$INSTDIR\ascertain.exe" a
  IfErrors 0 +3
  MessageBox MB_OK|MB_ICONEXCLAMATION "${NAME} is open. Close its windows, then start this again." /SD IDOK
  Abort
  FileClose $0
!macroend

Section "Install"
  !insertmacro REQUIRE_CLOSED
  ; What an earlier version brought and this one does not must not stay; anything else in the folder does.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}\*.*"
  File "/oname=ascertain.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\ascertain.exe" "" "$INSTDIR\ascertain.ico"
  WriteRegStr HKCU "${STARTS}\ascertain.exe" "" "$INSTDIR\ascertain.exe"
  WriteRegStr HKCU "${STARTS}\ascertain-console.exe" "" "$INSTDIR\ascertain-console.exe"

  WriteRegStr HKCU "Software\Classes\.ascertain" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\.ascertain" "Content Type" "application/x-ascertain"
  WriteRegStr HKCU "Software\Classes\.ascertain\OpenWithProgids" "${TYPE}" ""
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "Log of incidents"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\ascertain.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\ascertain.exe" "%1"'
  System::Call "shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\ascertain.ico"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Ascertain maintainers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

Section "Uninstall"
  !insertmacro REQUIRE_CLOSED
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\ascertain.exe"
  Delete "$INSTDIR\ascertain-console.exe"
  Delete "$INSTDIR\ascertain.ico"
  Delete "$INSTDIR\LICENSES.txt"
  Delete "$INSTDIR\uninstall.exe"
  ; Without /r: a folder with a log in it stays, and so does the log.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${STARTS}\ascertain.exe"
  DeleteRegKey HKCU "${STARTS}\ascertain-console.exe"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegValue HKCU "Software\Classes\.ascertain\OpenWithProgids" "${TYPE}"
  ReadRegStr $0 HKCU "Software\Classes\.ascertain" ""
  StrCmp $0 "${TYPE}" 0 +2
  DeleteRegKey HKCU "Software\Classes\.ascertain"
  DeleteRegKey HKCU "${UNINSTALL}"
  System::Call "shell32::SHChangeNotify(i ${SHCNE_ASSOCCHANGED}, i 0, p 0, p 0)"
SectionEnd
